// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EditorView } from '@codemirror/view';
import '../src/studio/studio-page';
import type { Overview, PastCall, Progress } from '../src/studio/studio-api';
import type { StudioPage } from '../src/studio/studio-page';

const call = (session: string, scenario: string, turns: readonly number[]): PastCall => ({
  session,
  scenario,
  started: '2026-11-01T10:00:00Z',
  score: 60,
  turns,
});

const OVERVIEW: Overview = {
  files: ['scenarios/one/lines.yaml', 'scenarios/two/lines.yaml'],
  versions: ['one', 'two'].map((scenario) => ({
    scenario,
    sha256: 'a'.repeat(64),
    inUse: true,
    last: null,
    sessions: [],
  })),
  calls: [call('s1', 'one', [3, 5]), call('s2', 'one', [1]), call('t1', 'two', [1])],
};

describe('the studio', () => {
  let sent: { readonly what: string; readonly body: unknown }[];
  let answers: Record<string, () => unknown>;
  let page: StudioPage;

  beforeEach(async () => {
    sent = [];
    answers = {
      'GET /api/studio': () => OVERVIEW,
      'GET /api/studio/file': () => ({
        text: 'as it was',
        sha256: 'first',
        versions: [{ id: 'v1', when: '2026-10-01T10:00:00Z', sha256: 'b'.repeat(64) }],
      }),
      'GET /api/studio/completions': () => ({ keys: [], names: {} }),
      'GET /api/studio/version': () => ({ text: 'as it had been' }),
      'POST /api/studio/check': () => ({ problems: [] }),
      'PUT /api/studio/file': () => ({ sha256: 'second' }),
      'POST /api/studio/try': () => ({ before: 'so', now: 'otherwise' }),
      'POST /api/studio/runs': () => ({ run: '1' }),
    };
    // jsdom lays nothing out; CodeMirror asks where its text stands.
    Object.assign(Range.prototype, { getClientRects: () => [] });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.stubGlobal('fetch', (path: string, { method, body }: { method: string; body?: string }) => {
      const what = `${method} ${path.replace(/\?.*/, '')}`;
      sent.push({ what, body: body === undefined ? undefined : JSON.parse(body) });
      const answer = answers[what];
      if (!answer) return Promise.reject(new TypeError('no network'));
      const given = answer();
      return Promise.resolve(new Response(given instanceof ReadableStream ? given : JSON.stringify(given)));
    });
    page = document.createElement('cr-studio');
    document.body.append(page);
    await settled();
    file('scenarios/one/lines.yaml').click();
    await settled();
  });

  afterEach(() => {
    document.body.replaceChildren();
    vi.unstubAllGlobals();
    vi.useRealTimers();
    location.hash = '';
  });

  /** Until all that is under way is answered and shown. */
  async function settled(): Promise<void> {
    await vi.advanceTimersByTimeAsync(0);
    for (let i = 0; i < 40; i++) await Promise.resolve();
  }

  const within = (root: ShadowRoot | null | undefined, selector: string): HTMLElement => {
    const found = root?.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`nothing is ${selector}`);
    return found;
  };
  const list = (): ShadowRoot | null => within(page.shadowRoot, 'cr-file-list').shadowRoot;
  const file = (path: string): HTMLElement => within(list(), `button[title="${path}"]`);
  /** What is typed into, as CodeMirror has it. */
  function editor(): EditorView {
    const view = EditorView.findFromDOM(
      within(within(page.shadowRoot, 'cr-editor').shadowRoot, '.cm-editor'),
    );
    if (!view) throw new Error('there is no editor');
    return view;
  }
  const trials = (): HTMLElement => within(page.shadowRoot, 'cr-studio-trials');
  const bodies = (what: string): unknown[] => sent.filter((it) => it.what === what).map(({ body }) => body);

  async function type(text: string): Promise<void> {
    const view = editor();
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    await vi.advanceTimersByTimeAsync(600);
    await settled();
  }

  async function choose(select: HTMLElement, value: string): Promise<void> {
    (select as HTMLSelectElement).value = value;
    select.dispatchEvent(new Event('change'));
    await settled();
  }

  async function tryTurn(said: string): Promise<void> {
    const root = trials().shadowRoot;
    const words = within(root, '[data-testid=words]') as HTMLInputElement;
    words.value = said;
    words.dispatchEvent(new Event('input'));
    await settled();
    within(root, 'form').dispatchEvent(new Event('submit', { cancelable: true }));
    await settled();
  }

  it('saves once however often the button is pressed, and again on top of that', async () => {
    await type('mine');
    const save = within(page.shadowRoot, '[data-testid=save]');
    save.click();
    save.click();
    await settled();
    await type('mine, and more');
    save.click();
    await settled();
    expect(bodies('PUT /api/studio/file')).toEqual([
      { file: 'scenarios/one/lines.yaml', text: 'mine', base: 'first' },
      { file: 'scenarios/one/lines.yaml', text: 'mine, and more', base: 'second' },
    ]);
  });

  it('shows what is wrong in its line, and goes there', async () => {
    answers['POST /api/studio/check'] = () => ({
      problems: [{ file: 'scenarios/one/lines.yaml', line: 2, message: "there is no 'wale'" }],
    });
    await type('one\ntwo\nthree');
    expect(editor().dom.querySelectorAll('.cm-lintRange-error')).toHaveLength(1);

    // What CodeMirror does to focus in Safari, which jsdom is taken for.
    Object.assign(document, { execCommand: () => true });
    within(page.shadowRoot, '[data-testid=mistakes] button').click();
    const { main } = editor().state.selection;
    expect(editor().state.sliceDoc(main.from, main.to)).toBe('two');
  });

  it('leaves the line ends of a file as they are', async () => {
    answers['GET /api/studio/file'] = () => ({ text: 'one\r\ntwo\r\n', sha256: 'first', versions: [] });
    file('scenarios/two/lines.yaml').click();
    await settled();
    expect(within(page.shadowRoot, '[data-testid=save]')).toHaveProperty('disabled', true);
    expect(within(page.shadowRoot, 'main h2').textContent).not.toContain('edited');

    editor().dispatch({ changes: { from: 0, insert: 'n' } });
    await vi.advanceTimersByTimeAsync(600);
    await settled();
    within(page.shadowRoot, '[data-testid=save]').click();
    await settled();
    expect(bodies('PUT /api/studio/file')).toMatchObject([{ text: 'none\r\ntwo\r\n' }]);
  });

  it('finds a file by a part of its name', async () => {
    const field = within(list(), 'input') as HTMLInputElement;
    field.value = 'TWO';
    field.dispatchEvent(new Event('input'));
    await settled();
    expect([...(list()?.querySelectorAll('button') ?? [])].map(({ title }) => title)).toEqual([
      'scenarios/two/lines.yaml',
    ]);
  });

  it('asks before an earlier version takes the place of what was typed', async () => {
    const ask = vi.fn(() => false);
    vi.stubGlobal('confirm', ask);
    const earlier = within(page.shadowRoot, '[data-testid=earlier]') as HTMLSelectElement;
    await choose(earlier, 'v1');
    expect(editor().state.doc.toString()).toBe('as it had been');
    expect(ask).not.toHaveBeenCalled();

    await type('typed');
    await choose(earlier, '');
    expect(ask).toHaveBeenCalledOnce();
    expect(editor().state.doc.toString()).toBe('typed');
    expect(earlier.value).toBe('v1');
  });

  it('lets a language model answer with both versions, and shows the words as they come', async () => {
    const shown = trials();
    expect(shown.shadowRoot?.querySelector('[data-testid=word-by]')).toBeNull();
    answers['GET /api/studio'] = () => ({ ...OVERVIEW, model: 'desk' });
    await type('mine');
    within(page.shadowRoot, '[data-testid=save]').click();
    await settled();

    let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
    answers['POST /api/studio/words'] = () =>
      new ReadableStream<Uint8Array>({ start: (controller) => void (stream = controller) });
    await choose(within(shown.shadowRoot, '[data-testid=word-by]'), 'model');
    await tryTurn('How are you?');

    const spoken = within(shown.shadowRoot, 'cr-spoken-turn').shadowRoot;
    const say = async (line: string, piece: string): Promise<void> => {
      stream?.enqueue(new TextEncoder().encode(line));
      await vi.waitFor(() => expect(said()).toContain(piece));
    };
    const said = (): string =>
      [...(spoken?.querySelectorAll('blockquote') ?? [])].map((it) => it.textContent).join('|');
    await say('{"side":"before","text":"Tired"}\n', 'Tired');
    await say('{"side":"now","text":"Fine, boss"}\n', 'Fine');
    await say('{"side":"before","text":" and late."}\n\n', 'late');
    expect(said()).toBe('Tired and late.|Fine, boss');
    stream?.enqueue(
      new TextEncoder().encode(
        '{"side":"before","speaker":"desk","note":""}\n{"side":"now","refused":"Trust me.","reason":"advice"}\n' +
          '{"side":"now","speaker":"understudy","note":"the model was late"}\n',
      ),
    );
    stream?.close();
    await vi.waitFor(() => expect(within(spoken, '[data-testid=wording]').textContent).toBe(''));
    expect(within(spoken, '[data-testid=spoken]').textContent).toContain('In use, worded by desk');
    expect(within(spoken, '[data-testid=spoken]').textContent).toContain('Left out: «Trust me.» (advice)');
    expect(within(spoken, '[data-testid=spoken]').textContent).toContain('the model was late');
    expect(bodies('POST /api/studio/words')).toMatchObject([{ text: 'mine', words: 'How are you?' }]);
    expect(bodies('POST /api/studio/try')).toHaveLength(1);
    expect(within(shown.shadowRoot, '[data-testid=trying]').textContent.trim()).toBe('');

    // Whole calls by a model take an hour: they are not asked for by trying one turn.
    expect((within(shown.shadowRoot, '[data-testid=run-by]') as HTMLSelectElement).value).toBe('understudy');
    within(shown.shadowRoot, '[data-testid=run]').click();
    await settled();
    expect(bodies('POST /api/studio/runs')).toMatchObject([{ player: null }]);

    await choose(within(shown.shadowRoot, '[data-testid=word-by]'), 'understudy');
    await tryTurn('And now?');
    await choose(within(shown.shadowRoot, '[data-testid=word-by]'), 'model');
    expect(spoken?.querySelector('[data-testid=spoken]'), 'no model was asked that').toBeNull();
  });

  it('sends the turn and the calls that are shown as chosen, and those of no other scenario', async () => {
    const shown = trials();
    await choose(within(shown.shadowRoot, '[data-testid=in]'), 's1');
    await tryTurn('How are you?');
    expect(bodies('POST /api/studio/try')[0]).toMatchObject({ scenario: 'one', session: 's1', after: 3 });
    const answers = [...(shown.shadowRoot?.querySelectorAll('pre') ?? [])];
    expect(
      answers.map(({ tabIndex }) => tabIndex),
      'what scrolls can be reached by keys',
    ).toEqual([0, 0]);

    const ticks = (): HTMLInputElement[] => [
      ...(shown.shadowRoot?.querySelectorAll<HTMLInputElement>('[type=checkbox]') ?? []),
    ];
    ticks()[0]?.click();
    await settled();
    file('scenarios/two/lines.yaml').click();
    await settled();
    expect(ticks().map(({ checked }) => checked)).toEqual([false]);
    within(shown.shadowRoot, '[data-testid=run]').click();
    await settled();
    expect(bodies('POST /api/studio/runs')).toEqual([
      expect.objectContaining({ scenario: 'two', sessions: [] }),
    ]);
  });

  it('keeps the leader of one chosen call as a simulated one, and shows its file', async () => {
    const shown = trials();
    const ticks = (): HTMLInputElement[] => [
      ...(shown.shadowRoot?.querySelectorAll<HTMLInputElement>('[type=checkbox]') ?? []),
    ];
    expect(shown.shadowRoot?.querySelector('[data-testid=leader]')).toBeNull();
    ticks()[0]?.click();
    await settled();
    const name = within(shown.shadowRoot, '[data-testid=leader]') as HTMLInputElement;
    name.value = 'ann';
    name.dispatchEvent(new Event('input'));
    await settled();
    answers['POST /api/studio/leaders'] = () => ({ file: 'leaders/ann.yaml' });
    answers['GET /api/studio'] = () => ({ ...OVERVIEW, files: [...OVERVIEW.files, 'leaders/ann.yaml'] });
    name.form?.dispatchEvent(new Event('submit', { cancelable: true }));
    await settled();
    expect(bodies('POST /api/studio/leaders')).toEqual([{ session: 's1', id: 'ann' }]);
    expect(within(page.shadowRoot, '[data-testid=word]').textContent).toContain(
      'leaders/ann.yaml is written',
    );
    expect(file('leaders/ann.yaml')).toBeTruthy();
  });

  it('says that a run was played only where it was, and can be pressed again whatever came of it', async () => {
    const shown = trials();
    const run = within(shown.shadowRoot, '[data-testid=run]') as HTMLButtonElement;
    const told = (): string => within(shown.shadowRoot, '[data-testid=progress]').textContent.trim();
    const progress = (more: Partial<Progress>): void => {
      answers['GET /api/studio/runs/1'] = () => ({
        done: 0,
        all: 4,
        over: false,
        page: false,
        text: '',
        ...more,
      });
    };
    progress({ done: 1 });
    run.click();
    run.click();
    await settled();
    expect(bodies('POST /api/studio/runs')).toHaveLength(1);
    expect([told(), run.disabled]).toEqual(['1 of 4 calls', true]);

    delete answers['GET /api/studio/runs/1'];
    await vi.advanceTimersByTimeAsync(1_000);
    await settled();
    expect(told()).toContain('cannot be reached');
    progress({ over: true, text: 'It came to nothing: no leader.' });
    await vi.advanceTimersByTimeAsync(1_000);
    await settled();
    expect([told(), run.disabled]).toEqual(['It was not played to the end.', false]);

    progress({ done: 4, over: true, text: 'All the same.' });
    run.click();
    await settled();
    expect([told(), run.disabled]).toEqual(['Played.', false]);
    delete answers['POST /api/studio/runs'];
    run.click();
    await settled();
    expect([told(), run.disabled]).toEqual(['', false]);
    expect(within(shown.shadowRoot, '[role=alert]').textContent).toContain('cannot be reached');
  });

  it('says that a text could not be checked, and checks it again when told to', async () => {
    const answer = answers['POST /api/studio/check'];
    delete answers['POST /api/studio/check'];
    await type('mine');
    const told = (): string => within(page.shadowRoot, '[data-testid=mistakes]').textContent;
    expect(told()).toContain('could not be checked');
    expect(told()).toContain('cannot be reached');
    expect(told()).not.toContain('Checking');

    if (answer) answers['POST /api/studio/check'] = answer;
    within(page.shadowRoot, '[data-testid=check-again]').click();
    await settled();
    expect(told()).toContain('Nothing is wrong in it.');
    expect(within(page.shadowRoot, '[data-testid=save]')).toHaveProperty('disabled', false);
  });

  it('leaves what went wrong on the page while the text is checked', async () => {
    vi.stubGlobal('confirm', () => true);
    const view = editor();
    view.dispatch({ changes: { from: 0, insert: 'n' } });
    delete answers['GET /api/studio/file'];
    file('scenarios/two/lines.yaml').click();
    await settled();
    const word = (): string => within(page.shadowRoot, '[data-testid=word]').textContent;
    expect(word()).toContain('cannot be reached');

    await vi.advanceTimersByTimeAsync(600);
    await settled();
    expect(bodies('POST /api/studio/check').at(-1)).toMatchObject({ text: 'nas it was' });
    expect(word()).toContain('cannot be reached');
  });
});
