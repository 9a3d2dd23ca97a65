const longest = 2000;

/**
 * The address a link may lead to, as the WHATWG parser writes it, or `null`: only absolute `https:`, `http:` and
 * `mailto:` addresses of at most 2,000 characters, without a user name that could pass for the host.
 */
export function webAddress(target: string): string | null {
  if (target.length > longest) return null;
  let url: URL;
  try {
    url = new URL(target);
  } catch {
    return null;
  }
  const web = (url.protocol === 'https:' || url.protocol === 'http:') && !url.username && !url.password;
  if (!web && url.protocol !== 'mailto:') return null;
  return url.href.length > longest ? null : url.href;
}
