import { chromium, type Browser } from 'playwright-core'

/** Headless Chromium without what reaches for the network or a GPU; root needs `--no-sandbox`. */
export function launchChromium(extraArgs: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...extraArgs,
    ],
  })
}

/**
 * Switches that save a third of a new person's CPU time.
 * Popups of the address bar are rendered again in every window; the spare process is never used.
 */
export const leanChromium: readonly string[] = [
  `--disable-features=${[
    'WebUIOmniboxAimPopup',
    'WebUIOmniboxPopup',
    'SpareRendererForSitePerProcess',
    // Features that Playwright switches off; Chromium uses only the last list.
    'AimEnabled',
    'AvoidCorsURLLoaderRestartOnRedirect',
    'AvoidUnnecessaryBeforeUnloadCheckSync',
    'DestroyProfileOnBrowserClose',
    'HttpsFirstBalancedModeAutoEnable',
    'HttpsUpgrades',
    'LensOverlay',
    'MediaRouter',
    'NetworkTimeServiceQuerying',
    'OptimizationHints',
    'PaintHolding',
    'PreconnectToSearch',
    'ThirdPartyStoragePartitioning',
  ].join(',')}`,
]
