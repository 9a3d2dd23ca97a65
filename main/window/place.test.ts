import { describe, expect, it } from 'vitest';
import { standingOn } from './place.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const beside = { x: 1440, y: 0, width: 2560, height: 1440 };

describe('where a window stands again', () => {
  it('stands where it was, on whichever screen that is', () => {
    const place = { x: 100, y: 60, width: 1000, height: 700 };
    expect(standingOn(place, [laptop])).toEqual(place);
    const there = { x: 2000, y: 200, width: 1800, height: 1200 };
    expect(standingOn(there, [laptop, beside])).toEqual(there);
  });

  it('is left to the program once its screen is gone', () => {
    expect(standingOn({ x: 2000, y: 200, width: 1800, height: 1200 }, [laptop])).toBeNull();
    expect(standingOn({ x: -1800, y: 100, width: 1200, height: 800 }, [laptop])).toBeNull();
    expect(standingOn({ x: 100, y: -400, width: 1000, height: 700 }, [laptop])).toBeNull();
    expect(standingOn({ x: 100, y: 100, width: 1000, height: 700 }, [])).toBeNull();
  });

  it('may hang over an edge as long as it can be taken hold of', () => {
    const half = { x: -600, y: 25, width: 1000, height: 700 };
    expect(standingOn(half, [laptop])).toEqual(half);
    expect(standingOn({ ...half, x: -900 }, [laptop])).toBeNull();
    expect(standingOn({ ...half, x: 1400 }, [laptop])).toBeNull();
    expect(standingOn({ ...half, y: 800 }, [laptop])).toBeNull();
  });

  it('is no larger than its screen, and whole on it from top to bottom', () => {
    expect(standingOn({ x: 10, y: 300, width: 2000, height: 1300 }, [laptop])).toEqual({
      x: 10,
      y: 25,
      width: 1440,
      height: 875,
    });
  });
});
