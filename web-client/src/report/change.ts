import { request } from '../api';
import type { Verdict } from './report';

/** A trainer's or the leader's change to the report. */
export type Change =
  | { readonly kind: 'correct'; readonly turn: number; readonly text: string }
  | { readonly kind: 'comment'; readonly turn: number; readonly by: string; readonly text: string }
  | { readonly kind: 'comment-back'; readonly turn: number; readonly comment: number }
  | { readonly kind: 'override-back'; readonly criterion: string }
  | {
      readonly kind: 'override';
      readonly criterion: string;
      readonly by: string;
      readonly verdict: Verdict;
      readonly reason: string;
    };

/**
 * @param path the session's
 * @throws RequestError where it is not kept
 */
export function sendChange(path: string, change: Change): Promise<unknown> {
  switch (change.kind) {
    case 'correct':
      return request('PUT', `${path}/turns/${change.turn}`, { text: change.text });
    case 'comment':
      return request('POST', `${path}/turns/${change.turn}/comments`, { by: change.by, text: change.text });
    case 'comment-back':
      return request('DELETE', `${path}/turns/${change.turn}/comments/${change.comment}`);
    case 'override-back':
      return request('DELETE', `${path}/criteria/${encodeURIComponent(change.criterion)}`);
    case 'override': {
      const { criterion, ...verdict } = change;
      const body = { by: verdict.by, verdict: verdict.verdict, reason: verdict.reason };
      return request('PUT', `${path}/criteria/${encodeURIComponent(criterion)}`, body);
    }
  }
}
