/** Everything the windows show comes from here, and from nowhere else. */
export const scheme = 'aide-memoire';
const host = 'app';

/** The address of one of the app's own files: `/index.html`. */
export function addressOf(path: string): string {
  return `${scheme}://${host}${path}`;
}

/** Whether a URL is of the app's own origin. An empty, broken or opaque URL is not. */
export function isOurs(url: string): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed !== null && parsed.protocol === `${scheme}:` && parsed.host === host;
}
