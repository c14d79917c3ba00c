import { Connection } from './connection';
import { SoundLine, type LineNews, type LineOrder } from './sound-line';

let line: SoundLine | undefined;

const page = self as unknown as {
  onmessage: (event: MessageEvent<LineOrder>) => void;
  postMessage: (news: LineNews) => void;
  close: () => void;
};

page.onmessage = ({ data: order }) => {
  switch (order.kind) {
    case 'open':
      line = new SoundLine(new Connection(order.url, order.opening), order.opening.voice, (news) =>
        page.postMessage(news),
      );
      return;
    case 'microphone':
      return line?.hearFrom(order.port);
    case 'speaker':
      return line?.speakInto(order.port);
    case 'silence':
      return line?.goSilent();
    case 'send':
      return line?.send(order.message);
    case 'close':
      line?.close();
      return page.close();
  }
};
