/**
 * A fake of the server, for this page's own tests and for looking at it: it speaks the wire protocol, but its person
 * is a list of lines and its voice a hum. `node test/fake-server.mjs [port]` serves `dist` with it.
 */
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';
import {
  DIMENSIONS,
  ENGINES,
  LINES,
  OTHERS,
  REPORT,
  SCENARIO,
  SESSIONS,
  SETTINGS,
  SHIFTS,
} from './fake-scenario.mjs';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const RATE = 16_000;
const FRAME = 640;

export function startFakeServer(port = 0) {
  const calls = new Map();
  const http = createServer((request, response) => void serve(request, response));
  const sockets = new WebSocketServer({
    server: http,
    path: '/ws/call',
    handleProtocols: () => 'calmroom.v1',
  });
  const received = [];
  sockets.on('connection', (socket) => new FakeCall(socket, calls, received));
  return new Promise((ready) => {
    http.listen(port, '127.0.0.1', () => {
      const address = http.address();
      ready({
        url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`,
        received,
        drop: () => sockets.clients.forEach((client) => client.terminate()),
        close: () => {
          sockets.clients.forEach((client) => client.terminate());
          return new Promise((closed) => http.close(closed));
        },
      });
    });
  });
}

class FakeCall {
  constructor(socket, calls, received) {
    this.socket = socket;
    this.calls = calls;
    this.received = received;
    this.line = 0;
    this.turn = 0;
    this.events = [];
    socket.on('message', (data, binary) => (binary ? this.heard(data) : this.obey(JSON.parse(String(data)))));
    socket.on('close', () => clearInterval(this.clock));
  }

  obey(message) {
    this.received.push(message);
    switch (message.type) {
      case 'hello':
        return this.welcome(message);
      case 'answer':
        this.event({ type: 'session-started', state: SHIFTS[0] });
        return this.speak();
      case 'say':
        return this.hear(message.text, 'typed');
      case 'ping':
        return this.send({ type: 'pong', id: message.id });
      case 'hangup':
        this.event({ type: 'session-ended', reason: 'hung-up', ending: 'fix', text: REPORT.ending.text });
        return this.socket.close(1000);
    }
  }

  welcome({ resume, last = 0 }) {
    const old = this.calls.get(resume);
    if (old)
      Object.assign(this, { line: old.line, turn: old.turn, events: old.events, started: old.started });
    this.started ??= Date.now();
    const session = '01K8ZT';
    this.calls.set(`resume-${session}`, this);
    this.send({
      type: 'welcome',
      session,
      resume: `resume-${session}`,
      scenario: { ...SCENARIO, dimensions: DIMENSIONS },
      engines: ENGINES,
      sampleRate: RATE,
      elapsedMs: Date.now() - this.started,
      resumed: old !== undefined,
    });
    for (const event of this.events) if (event.sequence > last) this.send({ type: 'event', event });
    this.clock = setInterval(() => {
      const elapsedMs = Date.now() - this.started;
      this.send({ type: 'clock', elapsedMs, remainingMs: SCENARIO.durationMs - elapsedMs });
    }, 1000);
  }

  /** Any loudness counts as words; half a second of quiet ends them. */
  heard(data) {
    if (!this.heardBefore) this.received.push({ type: 'microphone-frame' });
    this.heardBefore = true;
    let energy = 0;
    for (let i = 4; i + 1 < data.length; i += 2) energy += (data.readInt16LE(i) / 32768) ** 2;
    const loud = Math.sqrt(energy / ((data.length - 4) / 2)) > 0.02;
    this.loud = loud ? (this.loud ?? 0) + 1 : this.loud;
    this.quiet = loud ? 0 : (this.quiet ?? 0) + 1;
    if (loud && this.loud % 10 === 0) {
      const text = 'kenji before anything else how are you holding up'
        .split(' ')
        .slice(0, this.loud / 10)
        .join(' ');
      this.send({ type: 'hearing', utterance: this.turn + 1, text, final: false });
    }
    if (this.loud > 5 && this.quiet === 25) {
      this.loud = 0;
      this.hear('Kenji, before anything else: how are you holding up?', 'voice');
    }
  }

  hear(text, source) {
    this.event({ type: 'leader-spoke', turn: ++this.turn, text, words: [], source });
    const before = SHIFTS[this.line % SHIFTS.length];
    const after = SHIFTS[(this.line + 1) % SHIFTS.length];
    const causes = Object.keys(after).map((dimension) => ({
      quote: text.split(/[.?!:]/)[0].trim(),
      rule: 'regulate',
      dimension,
      amount: after[dimension] - before[dimension],
    }));
    this.event({ type: 'emotion-shifted', turn: this.turn, before, after, causes });
    if (this.line === 2)
      this.event({ type: 'world-event', event: 'sales-calls', text: 'Sales is ringing on the other line.' });
    this.speak();
    const stages = {
      endOfTurn: 212,
      recognised: 241,
      appraised: 252,
      firstWord: 254,
      firstAudioSent: 263,
      firstAudioPlayed: 341,
    };
    this.send({ type: 'latency', turn: this.turn, stages });
  }

  /** Sends a turn ahead of time by 400 ms at most, as the server does. */
  speak() {
    const turn = ++this.turn;
    const clauses = LINES[this.line++ % LINES.length];
    this.send({ type: 'speaking', turn, state: 'started' });
    const starts = [];
    let total = 0;
    for (const clause of clauses) {
      starts.push(total);
      total += Math.round((clause.length / 15) * RATE);
    }
    let at = 0;
    let sequence = 0;
    const began = Date.now();
    const pace = setInterval(() => {
      if (this.socket.readyState !== this.socket.OPEN) return clearInterval(pace);
      while (at < total && at < ((Date.now() - began + 400) / 1000) * RATE) {
        while (starts.length > 0 && starts[0] <= at) {
          this.send({
            type: 'caption',
            turn,
            text: clauses[clauses.length - starts.length],
            atSamples: starts.shift(),
          });
        }
        this.socket.send(hum(turn, sequence++, at, Math.min(FRAME, total - at)));
        at += FRAME;
      }
      if (at >= total) {
        clearInterval(pace);
        this.send({ type: 'speaking', turn, state: 'stopped' });
        setTimeout(
          () => {
            const text = clauses.join(' ');
            this.event({
              type: 'persona-spoke',
              turn,
              text,
              heard: text,
              act: 'vent',
              speaker: 'fake',
              note: '',
            });
          },
          began + (total / RATE) * 1000 + 150 - Date.now(),
        );
      }
    }, 20);
  }

  event(event) {
    const logged = { sequence: this.events.length + 1, at: Date.now() - this.started, ...event };
    this.events.push(logged);
    this.send({ type: 'event', event: logged });
  }

  send(message) {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(JSON.stringify(message));
  }
}

function hum(turn, sequence, offset, samples) {
  const frame = Buffer.alloc(12 + samples * 2);
  frame.writeUInt32BE(turn, 0);
  frame.writeUInt32BE(sequence, 4);
  frame.writeUInt32BE(offset, 8);
  for (let i = 0; i < samples; i++) {
    const t = (offset + i) / RATE;
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 2.2 * t)) ** 0.7;
    const voice =
      Math.sin(2 * Math.PI * 118 * t) +
      0.5 * Math.sin(2 * Math.PI * 236 * t) +
      0.3 * Math.sin(2 * Math.PI * 590 * t);
    frame.writeInt16LE(Math.round(voice * syllable * 5500), 12 + i * 2);
  }
  return frame;
}

async function serve(request, response) {
  const { pathname } = new URL(request.url ?? '/', 'http://fake');
  if (pathname.startsWith('/api/')) return api(request, pathname, response);
  const file = pathname === '/' ? 'index.html' : normalize(pathname).replace(/^[/.]+/, '');
  try {
    const content = await readFile(join(DIST, file));
    response
      .writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' })
      .end(content);
  } catch {
    response.writeHead(404).end();
  }
}

function api(request, path, response) {
  const json = (status, body) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  if (path === '/api/scenarios')
    return json(
      200,
      [SCENARIO, ...OTHERS].map((scenario) => ({ ...scenario, dimensions: DIMENSIONS, engines: ENGINES })),
    );
  if (path === '/api/scenarios/settings') return json(200, SETTINGS);
  if (path === '/api/sessions') return json(200, SESSIONS);
  if (path.endsWith('/aims'))
    return json(200, {
      framework: REPORT.call.frameworkTitle,
      moves: REPORT.grade.moves.map(({ title }) => title),
    });
  if (path === '/api/voices')
    return json(200, [
      { id: 'joe', description: 'American man, deep and warm' },
      { id: 'freetts', description: '' },
    ]);
  if (path.endsWith('/report')) return json(200, REPORT);
  if (path.endsWith('/retakes'))
    return json(404, { title: 'Not found', detail: 'Retakes are not built in this fake.' });
  if (path.endsWith('/comments')) return json(201, {});
  if (request.method === 'PUT') return json(202, {});
  return json(404, { title: 'Not found', detail: `Nothing at ${path}.` });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startFakeServer(Number(process.argv[2] ?? 8099));
  console.log(`fake server on ${url}`);
}
