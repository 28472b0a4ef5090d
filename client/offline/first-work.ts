const { promise, resolve } = Promise.withResolvers<void>()

/** Resolves when the page shows its first work, such as the field of a step. What can wait leaves a slow network to it. */
export const firstWork: Promise<void> = promise

/** Says that the first work is in sight. */
export function showFirstWork(): void {
  resolve()
}

/** Downloads something that the first work can do without. */
export async function afterFirstWork<Part>(load: () => Promise<Part>): Promise<Part> {
  await firstWork
  return load()
}
