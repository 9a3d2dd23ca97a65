import type { Session, WebContents } from 'electron';
import { isOurs, scheme } from './origin.ts';
import type { Serve } from './scheme.ts';

/**
 * A session that serves the app's own files and grants nothing else. To be called on each session before a window uses it.
 * @param devTools Whether Chromium's own tools may load their pages in it.
 */
export function hardenSession(session: Session, serve: Serve, devTools: boolean): void {
  session.protocol.handle(scheme, serve);
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('select-hid-device', (chosen, _details, choose) => {
    chosen.preventDefault();
    choose();
  });
  session.on('select-usb-device', (chosen, _details, choose) => {
    chosen.preventDefault();
    choose();
  });
  session.on('select-serial-port', (chosen, _ports, _contents, choose) => {
    chosen.preventDefault();
    choose('');
  });
  session.on('will-download', (download) => download.preventDefault());
  session.setCertificateVerifyProc((_request, answer) => answer(-2));
  session.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !(mayLoad(url) || (devTools && url.startsWith('devtools://'))) }),
  );
  // Without both, Chromium asks a server for dictionaries as soon as a window opens.
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
}

/** The app's own files, and what its pages make themselves. */
function mayLoad(url: string): boolean {
  return (
    isOurs(url) || url.startsWith('data:') || (url.startsWith('blob:') && isOurs(url.slice('blob:'.length)))
  );
}

/** A page stays where it is, alone: it opens no window, embeds no view, leads nowhere. */
export function hardenContents(contents: WebContents): void {
  contents.on('will-navigate', (navigation) => navigation.preventDefault());
  contents.on('will-frame-navigate', (navigation) => navigation.preventDefault());
  contents.on('will-redirect', (navigation) => navigation.preventDefault());
  contents.on('will-attach-webview', (attaching) => attaching.preventDefault());
  contents.on('select-bluetooth-device', (chosen, _devices, choose) => {
    chosen.preventDefault();
    choose('');
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
