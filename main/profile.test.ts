import { describe, expect, it } from 'vitest';
import { profileOf, type Surroundings } from './profile.ts';

const linux: Surroundings = { platform: 'linux', env: {}, home: '/home/ada', cwd: '/work' };

describe('profileOf', () => {
  it('keeps writing, settings and caches apart on Linux', () => {
    expect(profileOf(linux)).toEqual({
      briefs: '/home/ada/.local/share/aide-memoire/briefs',
      annotations: '/home/ada/.local/share/aide-memoire/annotations',
      positions: '/home/ada/.local/share/aide-memoire/positions',
      histories: '/home/ada/.local/share/aide-memoire/histories',
      lock: '/home/ada/.local/share/aide-memoire/in-use.json',
      settings: '/home/ada/.config/aide-memoire',
      cache: '/home/ada/.cache/aide-memoire',
    });
  });

  it('follows the XDG variables, but not a relative or empty one', () => {
    const env = { XDG_DATA_HOME: '/data', XDG_CONFIG_HOME: 'config', XDG_CACHE_HOME: '' };
    const profile = profileOf({ ...linux, env });
    expect(profile.annotations).toBe('/data/aide-memoire/annotations');
    expect(profile.settings).toBe('/home/ada/.config/aide-memoire');
    expect(profile.cache).toBe('/home/ada/.cache/aide-memoire');
  });

  it.each([
    ['/tmp/profile', '/tmp/profile'],
    ['profile', '/work/profile'],
    ['../profile', '/profile'],
  ])('puts everything under the given folder %s', (given, root) => {
    const env = { XDG_DATA_HOME: '/data' };
    for (const path of Object.values(profileOf({ ...linux, env }, given)))
      expect(path === root || path.startsWith(`${root}/`)).toBe(true);
  });

  it('treats an empty folder as none given', () => {
    expect(profileOf(linux, '')).toEqual(profileOf(linux));
  });

  it('uses the system’s own folders elsewhere', () => {
    expect(profileOf({ ...linux, platform: 'darwin', home: '/Users/ada' }).positions).toBe(
      '/Users/ada/Library/Application Support/aide-memoire/positions',
    );
    const windows: Surroundings = { platform: 'win32', env: {}, home: 'C:\\Users\\ada', cwd: 'D:\\' };
    expect(profileOf(windows).annotations).toBe(
      'C:\\Users\\ada\\AppData\\Roaming\\aide-memoire\\annotations',
    );
    expect(profileOf(windows).cache).toBe('C:\\Users\\ada\\AppData\\Local\\aide-memoire\\cache');
    expect(profileOf(windows, 'reader').settings).toBe('D:\\reader');
  });
});
