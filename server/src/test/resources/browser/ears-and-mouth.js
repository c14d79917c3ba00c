// Stands in for the microphone and listens to the loudspeaker of the page under test. The page's own code is untouched:
// it asks for a microphone and gets a stream, it plays to a real destination and a tap hears the same samples.
(() => {
  const RATE = 16000;
  const DEVICE = { kind: 'audioinput', deviceId: 'headset', groupId: 'desk', label: 'Headset' };
  let microphone;
  let unplugged = false;
  const tracks = new Set();
  const fakes = new WeakSet();
  // What is said comes out in the very context in which the page listens. A stream between two contexts has a buffer that
  // loses sound whenever the machine is busy, as no microphone does.
  const ears = new Set();
  const createSource = AudioContext.prototype.createMediaStreamSource;
  AudioContext.prototype.createMediaStreamSource = function (stream) {
    if (!fakes.has(stream)) return createSource.call(this, stream);
    const ear = new GainNode(this);
    // Without a source that runs nothing comes out of it, not even silence.
    const silence = new ConstantSourceNode(this, { offset: 0 });
    silence.connect(ear);
    silence.start();
    ears.add(ear);
    this.addEventListener('statechange', () => {
      if (this.state !== 'closed') return;
      ears.delete(ear);
      goOn();
    });
    goOn();
    return ear;
  };
  const open = () => {
    if (!microphone) {
      const context = new AudioContext({ sampleRate: RATE });
      microphone = { context, out: context.createMediaStreamDestination() };
    }
    return microphone;
  };
  if (navigator.mediaDevices) {
    navigator.mediaDevices.getUserMedia = async () => {
      if (window.__refuseMicrophone) {
        throw new DOMException('Permission denied', 'NotAllowedError');
      }
      if (unplugged) {
        throw new DOMException('Requested device not found', 'NotFoundError');
      }
      const { context, out } = open();
      await context.resume();
      const stream = out.stream.clone();
      fakes.add(stream);
      for (const track of stream.getAudioTracks()) {
        const { getSettings } = track;
        track.getSettings = () => ({ ...getSettings.call(track), deviceId: DEVICE.deviceId });
        tracks.add(track);
      }
      return stream;
    };
    navigator.mediaDevices.enumerateDevices = async () => (unplugged ? [] : [DEVICE]);
  }

  /** The device goes: its tracks end of themselves, as a stopped one's do not. */
  window.__unplug = () => {
    unplugged = true;
    for (const track of tracks) {
      if (track.readyState === 'ended') continue;
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
    tracks.clear();
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  };

  window.__plugIn = () => {
    unplugged = false;
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  };

  // One mouth: what the leader is saying is said to its end, even where nobody hears it, before anything else is said.
  let said = Promise.resolve();
  /** What is being said, how far it was when it began to be heard by this ear, and since when on that ear's clock. */
  let saying;

  /** Resolves when the leader is silent. */
  window.__said = () => said;

  /** Where it can be heard: the ear that was opened last; nobody where there is none. */
  const place = () => [...ears].at(-1) ?? open().out;
  const spoken = () => saying.offset + Math.max(0, saying.context.currentTime - saying.since);

  /** How much of what the leader is saying is out, in milliseconds of the ear's own clock. */
  window.__spokenMs = () => (saying ? spoken() * 1000 : -Infinity);

  /** It is said on to whoever hears it now. */
  function goOn() {
    if (!saying) return;
    const offset = saying.source ? spoken() : 0;
    if (saying.source) saying.source.onended = null;
    const ear = place();
    const source = new AudioBufferSourceNode(ear.context, { buffer: saying.buffer });
    source.connect(ear);
    source.onended = saying.ended;
    saying = { ...saying, source, offset, context: ear.context, since: ear.context.currentTime };
    if (offset < saying.buffer.duration) source.start(0, offset);
    else saying.ended();
  }

  /** Speaks a WAV given as base64; resolves when its last sample has been heard. Times are performance.now(). */
  window.__speak = (wav, lastSoundMs) => {
    said = said.then(() => speak(wav, lastSoundMs, Promise.resolve()));
    return said;
  };
  /** The same, as soon as something is heard from the loudspeaker: it is not asked for from outside by then. */
  window.__speakUponHearing = (wav, lastSoundMs) => {
    const heard = new Promise((resolve) => upon.push(resolve));
    said = said.then(() => speak(wav, lastSoundMs, heard));
    return said;
  };
  const upon = [];
  const speak = async (wav, lastSoundMs, cue) => {
    const { context } = open();
    await context.resume();
    const bytes = Uint8Array.from(atob(wav), (c) => c.charCodeAt(0));
    const buffer = await context.decodeAudioData(bytes.buffer);
    await cue;
    await new Promise((ended) => {
      const begun = performance.now();
      saying = { buffer, ended };
      goOn();
      window.__speech.push({ begun, lastSound: begun + lastSoundMs });
    });
  };
  window.__speech = [];

  /** When the page was told that a turn of hers had been taken up; performance.now(). */
  window.__taken = [];
  const Thread = window.Worker;
  window.Worker = class extends Thread {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data, timeStamp }) => {
        if (data.kind === 'message' && data.message.event?.type === 'leader-spoke') window.__taken.push(timeStamp);
      });
    }
  };

  /** Louder than this is a sound, and after so many seconds without one it is the beginning of one. */
  const FLOOR = 0.003;
  const PAUSE = 0.15;
  // The tap: every connection to a destination also goes to a recorder of that context.
  // It hands over what it heard eight times a second: a message for each block would keep the page from anything else.
  const TAP = `registerProcessor('tap', class extends AudioWorkletProcessor {
    constructor() {
      super();
      this.fresh();
      this.silent = 0;
      this.port.onmessage = ({ data }) => { this.hand(); this.port.postMessage({ asked: data }); };
    }
    fresh() {
      this.frame = undefined;
      this.filled = 0;
      this.samples = new Float32Array(Math.floor(sampleRate / 8 / 128) * 128);
    }
    hand() {
      if (this.filled === 0) return;
      this.port.postMessage({ frame: this.frame, samples: this.samples.subarray(0, this.filled) });
      this.fresh();
    }
    process([input]) {
      if (!input[0]) return true;
      this.frame ??= currentFrame;
      this.samples.set(input[0], this.filled);
      this.filled += input[0].length;
      // What begins to sound may be waited for.
      const loud = input[0].some((s) => Math.abs(s) > ${FLOOR});
      if (this.filled === this.samples.length || (loud && this.silent > sampleRate * ${PAUSE})) this.hand();
      this.silent = loud ? 0 : this.silent + input[0].length;
      return true;
    }
  });`;
  /** As long as the blocks in which it is told whether something sounds. */
  const BLOCK = 128;
  const played = { rate: 48000, chunks: [], onsets: [], silentFrames: 0 };
  window.__played = played;
  window.__forgetPlayed = () => {
    played.chunks.length = 0;
    played.onsets.length = 0;
    played.silentFrames = 0;
  };
  const hear = (context, { frame, samples }) => {
    played.rate = context.sampleRate;
    played.chunks.push(samples);
    for (let at = 0; at < samples.length; at += BLOCK) {
      const block = samples.subarray(at, at + BLOCK);
      const loud = block.some((s) => Math.abs(s) > FLOOR);
      if (loud && played.silentFrames > context.sampleRate * PAUSE) {
        // When this block was made, on the page's clock.
        const age = (context.currentTime - (frame + at) / context.sampleRate) * 1000;
        played.onsets.push(performance.now() - age);
        upon.splice(0).forEach((go) => go());
      }
      played.silentFrames = loud ? 0 : played.silentFrames + block.length;
    }
  };
  const listeners = new Set();
  /** All that was rendered until now has been handed over by then, however far behind the page is. */
  const caughtUp = (node) =>
    new Promise((resolve) => {
      const token = Math.random();
      const wait = ({ data }) => {
        if (data.asked !== token) return;
        node.port.removeEventListener('message', wait);
        resolve();
      };
      node.port.addEventListener('message', wait);
      node.port.postMessage(token);
    });
  // No worklet of the page's is there before the tap can be: on a busy machine it would miss the first second.
  const tapUrl = URL.createObjectURL(new Blob([TAP], { type: 'text/javascript' }));
  const ready = new WeakMap();
  const Context = window.AudioContext;
  window.AudioContext = class extends Context {
    constructor(...args) {
      super(...args);
      const { audioWorklet } = this;
      if (!audioWorklet) return;
      const add = audioWorklet.addModule.bind(audioWorklet);
      const added = add(tapUrl);
      added.catch(() => undefined);
      ready.set(this, added);
      audioWorklet.addModule = (...module) => added.catch(() => undefined).then(() => add(...module));
    }
  };
  const taps = new WeakMap();
  const tap = (context) => {
    if (!taps.has(context)) {
      const gate = context.createGain();
      taps.set(context, gate);
      Promise.resolve(ready.get(context)).then(() => {
        const node = new AudioWorkletNode(context, 'tap', { numberOfOutputs: 0, channelCount: 1, channelCountMode: 'explicit' });
        node.port.onmessage = ({ data }) => data.samples && hear(context, data);
        listeners.add(node);
        gate.connect(node);
      }).catch((trouble) => {
        // The page may be done with a context before it can be listened to.
        if (context.state !== 'closed') throw trouble;
      });
    }
    return taps.get(context);
  };
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (target, ...rest) {
    if (target instanceof AudioDestinationNode && window.__tapping !== false) {
      connect.call(this, tap(target.context));
    }
    return connect.call(this, target, ...rest);
  };

  /** All that was played so far, as base64 of 16-bit PCM. */
  window.__recording = async () => {
    await Promise.all([...listeners].filter(({ context }) => context.state === 'running').map(caughtUp));
    const length = played.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    const pcm = new Int16Array(length);
    let at = 0;
    for (const chunk of played.chunks) for (const s of chunk) pcm[at++] = Math.max(-32768, Math.min(32767, Math.round(s * 32767)));
    const bytes = new Uint8Array(pcm.buffer);
    let binary = '';
    for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
    return { rate: played.rate, pcm: btoa(binary) };
  };
})();
