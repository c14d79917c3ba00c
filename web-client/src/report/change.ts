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
