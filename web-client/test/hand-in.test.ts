// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HandIn } from '../src/report/hand-in';

let state = { handedIn: false, mine: true };
let asked: string[] = [];
let refusal: string | undefined;

function answer(url: string, options: RequestInit = {}): Response {
  const method = options.method ?? 'GET';
  asked.push(`${method} ${url.replace(/^.*\/api/, '')}`);
  if (method === 'GET') return new Response(JSON.stringify(state));
  if (refusal) return new Response(JSON.stringify({ detail: refusal }), { status: 409 });
  return new Response(null, { status: 204 });
}

async function shown(): Promise<HandIn> {
  asked = [];
  vi.stubGlobal('fetch', (url: string, options?: RequestInit) => Promise.resolve(answer(url, options)));
  const element = new HandIn();
  element.session = 's1';
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
  state = { handedIn: false, mine: true };
  refusal = undefined;
});

describe('an attempt', () => {
  it('is practice until it is handed in, and can be taken back', async () => {
    const element = await shown();
    await vi.waitFor(() => expect(text(element)).toContain('nobody else sees this attempt'));
    button(element)?.click();
    await vi.waitFor(() => expect(text(element)).toContain('trainers see this attempt'));
    button(element)?.click();
    await vi.waitFor(() => expect(text(element)).toContain('nobody else sees this attempt'));
    expect(asked).toEqual([
      'GET /sessions/s1/handed-in',
      'PUT /sessions/s1/handed-in',
      'DELETE /sessions/s1/handed-in',
    ]);
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
    state = { handedIn: true, mine: false };
    const trainers = await shown();
    await vi.waitFor(() => expect(text(trainers)).toContain('Handed in'));
    expect(button(trainers)).toBeNull();

    state = { handedIn: false, mine: false };
    const nobodys = await shown();
    await nobodys.updateComplete;
    expect(nobodys.renderRoot.querySelector('p')).toBeNull();
  });
});
