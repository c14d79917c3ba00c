/**
 * A browser's speech synthesis without a sound, for browsers that have no voice: it speaks a word every so many
 * milliseconds, tells each word if it is one that tells, and can be paused and cancelled as the real one.
 * Self-contained, because it is also put into pages as text.
 */
export function installFakeSpeechSynthesis(target, { wordMs = 60, tells = true } = {}) {
  const voice = { name: 'Fake English', lang: 'en-US', default: true, localService: true, voiceURI: 'fake' };
  const spoken = [];
  let queue = [];
  let paused = false;
  let timer;

  class FakeUtterance {
    constructor(text) {
      this.text = text;
      this.words = [...text.matchAll(/\S+/g)].map((match) => match.index);
      this.next = 0;
    }
  }

  function step() {
    timer = undefined;
    const current = queue[0];
    if (paused || !current) return;
    if (current.next === 0) current.onstart?.({ charIndex: 0 });
    if (current.next < current.words.length) {
      const from = current.words[current.next++];
      spoken.push({
        word: /^\S+/.exec(current.text.slice(from))[0],
        at: target.performance.now(),
        rate: current.rate,
      });
      if (tells) current.onboundary?.({ charIndex: from, name: 'word' });
    } else {
      queue.shift();
      current.onend?.({});
    }
    schedule();
  }

  function schedule() {
    if (timer === undefined && queue.length > 0 && !paused) timer = target.setTimeout(step, wordMs);
  }

  const synthesis = {
    getVoices: () => [voice],
    speak: (utterance) => {
      queue.push(utterance);
      schedule();
    },
    cancel: () => {
      const cut = queue;
      queue = [];
      cut.forEach((utterance) => utterance.onerror?.({ error: 'interrupted' }));
    },
    pause: () => {
      paused = true;
    },
    resume: () => {
      paused = false;
      schedule();
    },
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    fake: { spoken },
  };
  Object.defineProperty(target, 'speechSynthesis', { configurable: true, value: synthesis });
  Object.defineProperty(target, 'SpeechSynthesisUtterance', { configurable: true, value: FakeUtterance });
  return synthesis;
}
