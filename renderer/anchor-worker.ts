import { locateAll } from '../core/anchor.ts';
import { placesToOffer } from '../core/places.ts';
import type { AnchorQuestion } from './anchoring.ts';

/** Looks passages up beside the thread that paints. One text at a time: it is sent once. */
let text = '';

self.addEventListener('message', ({ data }: MessageEvent<AnchorQuestion>) => {
  switch (data.ask) {
    case 'read':
      text = data.text;
      break;
    case 'locate':
      self.postMessage(data.lists.map((list) => locateAll(text, list)));
      break;
    case 'candidates':
      self.postMessage([placesToOffer(text, data.selectors)]);
      break;
  }
});
