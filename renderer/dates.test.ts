import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dateOf, dayOf, dayOfInstant, momentOf, timeOf } from './dates.ts';
import { en } from './words/en.ts';
import { fr } from './words/fr.ts';

const from = (start: string, end = start) => ({ start, end });

describe('dateOf', () => {
  it.each([
    [from('2025-04-26'), '26\u00a0avril 2025', '26\u00a0April 2025'],
    [from('2024-12-01'), '1er\u00a0décembre 2024', '1\u00a0December 2024'],
    [from('2024-12-11'), '11\u00a0décembre 2024', '11\u00a0December 2024'],
    [from('2023-05-18', '2023-05-19'), '18–19\u00a0mai 2023', '18–19\u00a0May 2023'],
    [from('2023-05-01', '2023-05-02'), '1er–2\u00a0mai 2023', '1–2\u00a0May 2023'],
    [
      from('2023-04-30', '2023-05-01'),
      '30\u00a0avril – 1er\u00a0mai 2023',
      '30\u00a0April – 1\u00a0May 2023',
    ],
    [
      from('2023-12-31', '2024-01-01'),
      '31\u00a0décembre 2023 – 1er\u00a0janvier 2024',
      '31\u00a0December 2023 – 1\u00a0January 2024',
    ],
    // The same month of two years is no one month.
    [
      from('2023-05-30', '2024-05-02'),
      '30\u00a0mai 2023 – 2\u00a0mai 2024',
      '30\u00a0May 2023 – 2\u00a0May 2024',
    ],
    [from('0099-08-01'), '1er\u00a0août 99', '1\u00a0August 99'],
  ])('%o', (date, french, english) => {
    expect(dateOf(date, 'fr')).toBe(french);
    expect(dateOf(date, 'en')).toBe(english);
  });

  it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago'])('does not move with the time zone: %s', (zone) => {
    vi.stubEnv('TZ', zone);
    expect(dayOf('2025-01-01', 'fr')).toBe('1er\u00a0janvier 2025');
  });
});

it('leaves other languages to Intl', () => {
  expect(dateOf(from('2025-04-26'), 'zh-Hans')).toBe('2025年4月26日');
  expect(dayOf('2025-12-01', 'fr-CA')).toBe('1er\u00a0décembre 2025');
});

it('takes the day of an instant where the reader is', () => {
  vi.stubEnv('TZ', 'Asia/Almaty');
  expect(dayOfInstant('2026-02-28T19:05:00Z', 'fr')).toBe('1er\u00a0mars 2026');
});

describe('momentOf', () => {
  beforeEach(() => {
    vi.stubEnv('TZ', 'Asia/Almaty');
  });

  const now = new Date('2026-03-01T04:00:00Z'); // 09:00 in Almaty

  it.each([
    ['2026-03-01T03:58:00Z', 'Aujourd’hui 08:58', 'Today 08:58'],
    // Already the new day there, still the old one in Greenwich.
    ['2026-02-28T19:05:00Z', 'Aujourd’hui 00:05', 'Today 00:05'],
    ['2026-02-28T18:55:00Z', 'Hier 23:55', 'Yesterday 23:55'],
    ['2026-02-27T18:55:00Z', '27\u00a0février 2026', '27\u00a0February 2026'],
    ['2025-03-01T04:00:00Z', '1er\u00a0mars 2025', '1\u00a0March 2025'],
  ])('%s', (instant, french, english) => {
    expect(momentOf(instant, now, 'fr', fr)).toBe(french);
    expect(momentOf(instant, now, 'en', en)).toBe(english);
  });
});

it('writes the time in 24 hours', () => {
  vi.stubEnv('TZ', 'UTC');
  expect(timeOf('2026-03-01T00:07:00Z')).toBe('00:07');
  expect(timeOf('2026-03-01T23:59:59Z')).toBe('23:59');
});

afterEach(() => {
  vi.unstubAllEnvs();
});
