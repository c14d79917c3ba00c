// Stands in for the microphone and listens to the loudspeaker of the page under test. The page's own code is untouched:
// it asks for a microphone and gets a real stream, it plays to a real destination and a tap hears the same samples.
(() => {
  const RATE = 16000;
  const DEVICE = { kind: 'audioinput', deviceId: 'headset', groupId: 'desk', label: 'Headset' };
  let microphone;
  let unplugged = false;
  const tracks = new Set();
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

  // One mouth: what she is saying is said to its end, even where nobody hears it, before she says anything else.
  let said = Promise.resolve();
  let startedAt = Infinity;

  /** Resolves when she is silent. */
  window.__said = () => said;

  /** How much of what she is saying is out, in milliseconds of the microphone's own clock. */
  window.__spokenMs = () => (open().context.currentTime - startedAt) * 1000;

  /** Speaks a WAV given as base64; resolves when its last sample has been heard. Times are performance.now(). */
  window.__speak = (wav, lastSoundMs) => {
    startedAt = Infinity;
    said = said.then(() => speak(wav, lastSoundMs));
    return said;
  };
  const speak = async (wav, lastSoundMs) => {
    const { context, out } = open();
    await context.resume();
    const bytes = Uint8Array.from(atob(wav), (c) => c.charCodeAt(0));
    const buffer = await context.decodeAudioData(bytes.buffer);
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(out);
    const ended = new Promise((resolve) => (source.onended = resolve));
    const begun = performance.now();
    source.start();
    startedAt = context.currentTime;
    window.__speech.push({ begun, lastSound: begun + lastSoundMs });
    await ended;
  };
  window.__speech = [];

  /** When the page was told that a turn of hers had been taken up; performance.now(). */
  window.__taken = [];
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data, timeStamp }) => {
        if (typeof data !== 'string') return;
        const { type, event } = JSON.parse(data);
        if (type === 'event' && event.type === 'leader-spoke') window.__taken.push(timeStamp);
      });
    }
  };

  // The tap: every connection to a destination also goes to a recorder of that context.
  const TAP = `registerProcessor('tap', class extends AudioWorkletProcessor {
    process([input]) {
      if (input[0]) this.port.postMessage({ frame: currentFrame, samples: input[0].slice() });
      return true;
    }
  });`;
  const played = { rate: 48000, chunks: [], onsets: [], silentFrames: 0 };
  window.__played = played;
  window.__forgetPlayed = () => {
    played.chunks.length = 0;
    played.onsets.length = 0;
    played.silentFrames = 0;
  };
  const FLOOR = 0.003;
  const hear = (context, message) => {
    played.rate = context.sampleRate;
    played.chunks.push(message.samples);
    const loud = message.samples.some((s) => Math.abs(s) > FLOOR);
    if (loud && played.silentFrames > context.sampleRate * 0.15) {
      // When this block was made, on the page's clock.
      const age = (context.currentTime - message.frame / context.sampleRate) * 1000;
      played.onsets.push(performance.now() - age);
    }
    played.silentFrames = loud ? 0 : played.silentFrames + message.samples.length;
  };
  const taps = new WeakMap();
  const tap = (context) => {
    if (!taps.has(context)) {
      const gate = context.createGain();
      taps.set(context, gate);
      const url = URL.createObjectURL(new Blob([TAP], { type: 'text/javascript' }));
      context.audioWorklet.addModule(url).then(() => {
        const node = new AudioWorkletNode(context, 'tap', { numberOfOutputs: 0, channelCount: 1, channelCountMode: 'explicit' });
        node.port.onmessage = (event) => hear(context, event.data);
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
  window.__recording = () => {
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
