import { describe, expect, it } from 'vitest';
import { charactersHeard, newPersonaLine, toWordEnd, withClause, type Clause } from '../src/call/captions';

const RATE = 16_000;

function line(...clauses: Clause[]) {
  return clauses.reduce(withClause, newPersonaLine(1));
}

describe('the persona’s words as they are heard', () => {
  const said = line({ text: 'Hey. So,', atSamples: 0 }, { text: 'it is still down.', atSamples: 16_000 });

  it('joins clauses with one space, whether or not they bring their own', () => {
    expect(said.text).toBe('Hey. So, it is still down.');
    expect(line({ text: 'Hey. ', atSamples: 0 }, { text: 'So.', atSamples: 9 }).text).toBe('Hey. So.');
    expect(line({ text: 'Hey.', atSamples: 0 }, { text: ' So.', atSamples: 9 }).text).toBe('Hey. So.');
  });

  it('stands once however often the line breaks and brings what it has brought again', () => {
    const clauses = [
      { text: 'Hey. So,', atSamples: 0 },
      { text: 'it is still down.', atSamples: 16_000 },
      { text: 'Four hours.', atSamples: 40_000 },
    ];
    for (let broke = 1; broke <= clauses.length; broke++) {
      const once = line(...clauses);
      expect(line(...clauses.slice(0, broke), ...clauses)).toEqual(once);
      expect(line(...clauses.slice(0, broke), ...clauses.slice(0, broke), ...clauses)).toEqual(once);
    }
    const same = line({ text: 'No.', atSamples: 0 }, { text: 'No.', atSamples: 8_000 });
    expect(same.text).toBe('No. No.');
  });

  it('shows nothing before the first sample', () => {
    expect(charactersHeard(said.clauses, 0, RATE)).toBe(0);
  });

  it('shows whole words, the one being spoken included', () => {
    expect(said.text.slice(0, charactersHeard(said.clauses, 6_000, RATE))).toBe('Hey.');
    expect(said.text.slice(0, charactersHeard(said.clauses, 12_000, RATE))).toBe('Hey. So,');
  });

  it('shows no word of a clause whose sound has not begun', () => {
    expect(said.text.slice(0, charactersHeard(said.clauses, 16_000, RATE))).toBe('Hey. So,');
  });

  it('shows the last clause at the pace of speech, and all of it in the end', () => {
    const early = charactersHeard(said.clauses, 20_000, RATE);
    expect(early).toBeGreaterThan('Hey. So,'.length);
    expect(early).toBeLessThan(said.text.length);
    expect(charactersHeard(said.clauses, 60_000, RATE)).toBe(said.text.length);
  });

  it('never takes back a word when more is heard', () => {
    let before = 0;
    for (let samples = 0; samples < 60_000; samples += 320) {
      const now = charactersHeard(said.clauses, samples, RATE);
      expect(now).toBeGreaterThanOrEqual(before);
      before = now;
    }
  });

  it('finds the end of a word', () => {
    expect(toWordEnd('still down', 2)).toBe(5);
    expect(toWordEnd('still down', 5)).toBe(5);
    expect(toWordEnd('still down', 6)).toBe(10);
  });
});
