// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { forgetMe, WhoAmI } from '../src/views/me';

async function shown(answer: unknown): Promise<{ element: WhoAmI; fetched: ReturnType<typeof vi.fn> }> {
  const fetched = vi.fn(() => Promise.resolve(new Response(JSON.stringify(answer))));
  vi.stubGlobal('fetch', fetched);
  const element = new WhoAmI();
  document.body.append(element);
  // Until the answer has been read there is no way out in any case.
  await vi.waitFor(() => expect(Reflect.get(element, 'me')).toBeDefined(), { timeout: 20_000 });
  await element.updateComplete;
  return { element, fetched };
}

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  forgetMe();
});

describe('whoever has logged in', () => {
  it('is named, and can log out', async () => {
    const { element } = await shown({ login: true, name: 'Ann Lee', roles: [] });
    const form = element.renderRoot.querySelector('form');
    expect(element.renderRoot.textContent).toContain('Ann Lee');
    expect(form?.method).toBe('post');
    expect(form?.getAttribute('action')).toMatch(/\/logout$/);
    expect(form?.querySelector('button')?.textContent).toBe('Log out');
  });

  it('has no name where a key was entered', async () => {
    const { element } = await shown({ login: true, roles: [] });
    expect(element.renderRoot.querySelector('span')).toBeNull();
    expect(element.renderRoot.querySelector('button')).not.toBeNull();
  });

  it('is asked for once, and where nobody is asked who they are there is no way out', async () => {
    const { element, fetched } = await shown({ login: false, roles: [] });
    expect(element.renderRoot.querySelector('form')).toBeNull();
    document.body.append(new WhoAmI());
    await Promise.resolve();
    expect(fetched).toHaveBeenCalledOnce();
  });
});
