import { chromium } from 'playwright-core';

/** Chromium of the system; SOJOURN_CHROMIUM names another one. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.SOJOURN_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}
