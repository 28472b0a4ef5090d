import { chromium, type Browser } from 'playwright-core'

/** Headless Chromium without what reaches for the network or a GPU; root needs `--no-sandbox`. */
export function launchChromium(extraArgs: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium-headless-shell',
    args: [
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
 * Switches that save CPU time for each new person: the spare process is never used, and two helpers of the browser need
 * no processes of their own.
 * A Chromium with windows also renders popups of its address bar again in every window.
 */
export const leanChromium: readonly string[] = [
  '--in-process-gpu',
  '--enable-features=NetworkServiceInProcess2',
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
