export function runInTurn<T>(
  tasks: readonly ((print: (text: string) => void) => Promise<T>)[],
  write?: (text: string) => void,
  atOnce?: number,
): Promise<T[]>
