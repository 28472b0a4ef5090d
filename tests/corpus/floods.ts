import { content, forgeUpdate, type ForgedStruct } from '#tests/support/forge-update.ts'
import type { Scene } from './scene.ts'

/** Many updates one after the other, each of which is small. */
export interface Flood {
  readonly name: string
  readonly updates: (scene: Scene) => Iterable<Uint8Array>
}

export const floods: readonly Flood[] = [
  {
    name: 'structs that wait for what never comes',
    updates: ({ fresh }) => repeat(3_000, (n) => update(fresh, 5_000 + 2 * n, [value])),
  },
  {
    name: 'deletes of clocks that never come',
    updates: ({ victim }) =>
      repeat(3_000, (n) => forgeUpdate([], [[victim.client, [[victim.clock + 1_000_000 + 2 * n, 1]]]])),
  },
  {
    name: '20,000 first values of one key',
    updates: ({ fresh }) =>
      repeat(40, (n) =>
        update(
          fresh,
          500 * n,
          Array.from({ length: 500 }, () => value),
        ),
      ),
  },
  {
    name: 'client ids, each used once',
    updates: ({ fresh }) => repeat(2_000, (n) => update(fresh + n, 0, [content.gc(1)])),
  },
  { name: 'megabytes of noise', updates: () => repeat(200, (n) => new Uint8Array(60_000).fill(n)) },
  { name: 'empty updates', updates: () => repeat(5_000, () => Uint8Array.of(0, 0)) },
]

const value: ForgedStruct = { ...content.any([1, 2, 3, 0]), parent: 'place', sub: 'x' }

function update(client: number, clock: number, structs: readonly ForgedStruct[]): Uint8Array {
  return forgeUpdate([{ client, clock, structs }])
}

function* repeat(count: number, make: (n: number) => Uint8Array): Generator<Uint8Array> {
  for (let n = 0; n < count; n += 1) yield make(n)
}
