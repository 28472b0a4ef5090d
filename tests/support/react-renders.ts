import type { Page } from 'playwright-core'

/** The fields of React's tree that its developer tools read too. */
interface Fiber {
  readonly flags: number
  readonly alternate: Fiber | null
  readonly child: Fiber | null
  readonly sibling: Fiber | null
  readonly memoizedProps: Readonly<Record<string, unknown>> | null
}

type CountingWindow = typeof globalThis & {
  __REACT_DEVTOOLS_GLOBAL_HOOK__?: object
  rendersOf?: Map<string, number>
}

/**
 * Counts, from the next page on, the renders of components that have this property. React tells its developer tools of
 * each commit; the flag of a component that did work is 1. Components that appear are not counted: a list draws rows as
 * they come into sight.
 */
export async function countRenders(page: Page, property: string): Promise<void> {
  await page.addInitScript((property) => {
    const counting = window as unknown as CountingWindow
    const counts = (counting.rendersOf = new Map())
    const visit = (fiber: Fiber): void => {
      const value = fiber.memoizedProps?.[property]
      if (typeof value === 'string' && fiber.alternate !== null && (fiber.flags & 1) === 1)
        counts.set(value, (counts.get(value) ?? 0) + 1)
      // A subtree without work keeps its children.
      if (fiber.child === fiber.alternate?.child) return
      for (let child = fiber.child; child; child = child.sibling) if (child !== fiber.alternate) visit(child)
    }
    counting.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
      supportsFiber: true,
      renderers: new Map(),
      inject: () => 1,
      onCommitFiberUnmount: () => undefined,
      onPostCommitFiberRoot: () => undefined,
      onCommitFiberRoot: (_: number, root: { readonly current: Fiber }) => visit(root.current),
    }
  }, property)
}

/** The renders by the value of the property since the last call. */
export function takeRenders(page: Page): Promise<Readonly<Record<string, number>>> {
  return page.evaluate(() => {
    const counts = (window as unknown as CountingWindow).rendersOf ?? new Map<string, number>()
    const taken = Object.fromEntries(counts)
    counts.clear()
    return taken
  })
}
