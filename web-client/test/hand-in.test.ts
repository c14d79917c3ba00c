// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HandIn } from '../src/report/hand-in';

const PRACTICE = { handedIn: false, mine: true, seenBy: 'trainers of north, and administrators' };
let state: typeof PRACTICE & { broughtIn?: boolean } = PRACTICE;
let asked: string[] = [];
let refusal: string | undefined;

function answer(url: string, options: RequestInit = {}): Response {
  const method = options.method ?? 'GET';
  asked.push(`${method} ${url.replace(/^.*\/api/, '')}`);
  if (method === 'GET') return new Response(JSON.stringify(state));
  if (refusal) return new Response(JSON.stringify({ detail: refusal }), { status: 409 });
  return new Response(null, { status: 204 });
}

async function shown(theirs = (): void => undefined): Promise<HandIn> {
  asked = [];
  vi.stubGlobal('fetch', (url: string, options?: RequestInit) => Promise.resolve(answer(url, options)));
  const element = new HandIn();
  element.session = 's1';
  element.addEventListener('theirs', theirs);
  document.body.append(element);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  await element.updateComplete;
  return element;
}

const text = (element: HandIn): string => element.renderRoot.textContent.replace(/\s+/g, ' ');
const button = (element: HandIn): HTMLButtonElement | null => element.renderRoot.querySelector('button');

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  state = PRACTICE;
  refusal = undefined;
});

describe('an attempt', () => {
  it('is practice until it is handed in, and can be taken back', async () => {
    const element = await shown();
    await vi.waitFor(() => expect(text(element)).toContain('nobody else sees this attempt'));
    expect(text(element)).toContain('Handed in, it is seen by trainers of north, and administrators.');
    button(element)?.click();
    await vi.waitFor(() =>
      expect(text(element)).toContain('Handed in: seen by trainers of north, and administrators.'),
    );
    button(element)?.click();
    await vi.waitFor(() => expect(text(element)).toContain('nobody else sees this attempt'));
    expect(asked).toEqual([
      'GET /sessions/s1/handed-in',
      'PUT /sessions/s1/handed-in',
      'DELETE /sessions/s1/handed-in',
    ]);
  });

  it('that came from a file says so', async () => {
    state = { ...PRACTICE, mine: false, handedIn: true, broughtIn: true };
    const element = await shown();
    await vi.waitFor(() => expect(text(element)).toContain('It was brought in from a file'));
  });

  it('says why it could not be handed in', async () => {
    refusal = 'The call is under way; it can be handed in when it is over.';
    const element = await shown();
    await vi.waitFor(() => expect(button(element)).not.toBeNull());
    button(element)?.click();
    await vi.waitFor(() => expect(text(element)).toContain('The call is under way'));
    expect(text(element)).toContain('nobody else sees this attempt');
  });

  it('is shown to a trainer without a button, and where nobody is asked who they are not at all', async () => {
    state = { handedIn: true, mine: false, seenBy: 'trainers of north, and administrators' };
    const theirs = vi.fn();
    const trainers = await shown(theirs);
    await vi.waitFor(() => expect(text(trainers)).toContain('Handed in'));
    expect(button(trainers)).toBeNull();
    expect(theirs).toHaveBeenCalledOnce();

    state = { handedIn: false, mine: false, seenBy: '' };
    const nobodys = await shown(theirs);
    // Until the answer has been read there is nothing to be seen in any case.
    await vi.waitFor(() => expect(Reflect.get(nobodys, 'handIn')).toBeDefined(), { timeout: 20_000 });
    await nobodys.updateComplete;
    expect(theirs).toHaveBeenCalledOnce();
    expect(nobodys.renderRoot.querySelector('p')).toBeNull();
  });
});
