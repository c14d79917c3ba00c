import type { SessionSummary } from '../api';

/** A call, and the calls that were taken again from it. */
export interface Branch {
  readonly call: SessionSummary;
  readonly retakes: readonly Branch[];
}

/** The tree of retakes that a call belongs to; undefined where it has no kin. */
export function familyOf(session: string, calls: readonly SessionSummary[]): Branch | undefined {
  const known = new Map(calls.map((call) => [call.session, call]));
  let root = known.get(session);
  const seen = new Set<string>();
  while (root?.forkedFrom && known.has(root.forkedFrom.session) && !seen.has(root.session)) {
    seen.add(root.session);
    root = known.get(root.forkedFrom.session);
  }
  if (!root) return undefined;
  const tree = branch(root, calls, new Set());
  return tree.retakes.length > 0 ? tree : undefined;
}

function branch(call: SessionSummary, calls: readonly SessionSummary[], above: ReadonlySet<string>): Branch {
  const path = new Set([...above, call.session]);
  const retakes = calls
    .filter((other) => other.forkedFrom?.session === call.session && !path.has(other.session))
    .sort((a, b) => a.startedAt.localeCompare(b.startedAt))
    .map((other) => branch(other, calls, path));
  return { call, retakes };
}

/** All calls of a tree. */
export function membersOf({ call, retakes }: Branch): readonly SessionSummary[] {
  return [call, ...retakes.flatMap(membersOf)];
}
