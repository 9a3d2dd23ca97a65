import { api, ask } from './main-process.ts';

export async function stopPrinting(): Promise<void> {
  await ask(api.print.cancel());
}

export async function openLink(url: string): Promise<void> {
  await ask(api.links.open(url));
}
