import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Locator } from 'playwright-core'
import { onTestFinished } from 'vitest'
import type { Person } from './person.ts'

/** Files as they lie in somebody's folder, removed with the test. Returns their paths. */
export async function writeLocalFiles(
  contents: Readonly<Record<string, Buffer | string>>,
): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'boussole-pictures-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return Promise.all(
    Object.entries(contents).map(async ([name, content]) => {
      await writeFile(join(folder, name), content)
      return join(folder, name)
    }),
  )
}

/** Presses what opens the browser's own choice of files, and takes these. */
export async function chooseFiles(
  { page }: Person,
  opener: Locator,
  paths: readonly string[],
): Promise<{ readonly isMultiple: boolean }> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), opener.click()])
  await chooser.setFiles([...paths])
  return { isMultiple: chooser.isMultiple() }
}

const types: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  svg: 'image/svg+xml',
}

/** Drags files in from outside the browser and lets them go there. */
export async function dropFiles(
  { page }: Person,
  paths: readonly string[],
  at: { readonly x: number; readonly y: number },
): Promise<void> {
  const files = paths.map((path) => ({
    name: basename(path),
    type: types[path.slice(path.lastIndexOf('.') + 1)] ?? '',
    bytes: [...readFileSync(path)],
  }))
  await page.evaluate(
    ({ files, at: { x: clientX, y: clientY } }) => {
      const dataTransfer = new DataTransfer()
      for (const { name, type, bytes } of files) {
        dataTransfer.items.add(new File([Uint8Array.from(bytes)], name, { type }))
      }
      const target = document.elementFromPoint(clientX, clientY)
      for (const kind of ['dragenter', 'dragover', 'drop']) {
        target?.dispatchEvent(
          new DragEvent(kind, { bubbles: true, cancelable: true, clientX, clientY, dataTransfer }),
        )
      }
    },
    { files, at },
  )
}
