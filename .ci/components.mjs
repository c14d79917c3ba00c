// node .ci/components.mjs SERVER.cdx.json PAGE.cdx.json AUDIT.json
// Holds lists of components (CycloneDX) against .ci/components.json, and reads what npm audit answered for the page.
import { readFileSync } from 'node:fs';

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const rules = read(new URL('components.json', import.meta.url));

const nameOf = ({ group, name }) => (group ? `${group}:${name}` : name);
const licencesOf = ({ licenses = [] }) =>
  licenses.flatMap(({ license, expression }) => expression ?? license?.id ?? license?.name ?? []);

/** Numbers from left to right; what stands between them, as in 1.20.0-beta30, is not compared. */
function isBelow(version, other) {
  const [left, right] = [version, other].map((it) => (it.match(/\d+/g) ?? []).map(Number));
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    if ((left[i] ?? 0) !== (right[i] ?? 0)) return (left[i] ?? 0) < (right[i] ?? 0);
  }
  return false;
}

/** What is wrong with a component, in sentences. Of several licences one is enough: they are to be chosen from. */
function wrongWith(component) {
  const name = nameOf(component);
  const licences = licencesOf(component);
  const known = rules.licences_of[name];
  const fits = known ? licences.includes(known.says) : licences.some((it) => rules.licences.includes(it));
  const weak = rules.weak.filter((it) => it.component === name && isBelow(component.version, it.below));
  return [
    ...(fits ? [] : [`${name} ${component.version} is under «${licences.join(', ') || 'no licence that it names'}», which nobody has looked at`]),
    ...weak.map((it) => `${name} ${component.version} is older than ${it.below}: ${it.why}`),
  ];
}

// A check that cannot refuse is none: it has to find these.
const { component: weak, below } = rules.weak[0];
const made = [
  { name: 'made-up', version: '1', licenses: [{ license: { id: 'AGPL-3.0-only' } }] },
  { name: 'made-up', version: '1' },
  { group: weak.split(':')[0], name: weak.split(':')[1], version: `0.${below}`, licenses: [{ license: { id: 'MIT' } }] },
];
if (made.some((it) => wrongWith(it).length !== 1)) throw new Error('this check does not refuse what it should');

const [server, page, audit] = process.argv.slice(2);
const components = [server, page].flatMap((file) => read(file).components ?? []);
const wrong = components.flatMap(wrongWith);
const unused = Object.keys(rules.licences_of).filter((name) => !components.some((it) => nameOf(it) === name));
wrong.push(...unused.map((name) => `${name} has a line of its own in .ci/components.json, and is not used`));

const answered = (file) => {
  try {
    return read(file);
  } catch {
    return {}; // the registry was not there, and nothing was written that can be read
  }
};
const found = answered(audit).metadata?.vulnerabilities;
if (found) {
  const bad = (found.high ?? 0) + (found.critical ?? 0);
  // Said, and no refusal: what is published today is not the fault of the change that is looked at.
  if (bad > 0) {
    console.error(`components: npm audit knows ${bad} weaknesses of the page's packages, high or critical: see ${audit}`);
  }
}
wrong.forEach((it) => console.error(`components: ${it}`));
console.log(
  `components: ${components.length} listed; npm audit ${found ? 'asked' : 'SKIPPED, as the registry does not answer it'}`,
);
process.exitCode = wrong.length > 0 ? 1 : 0;
