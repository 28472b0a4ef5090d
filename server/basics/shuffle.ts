/** Fisher–Yates shuffle. With 32 random bits for each place no room can notice a bias. */
export function shuffled<T>(items: readonly T[], randomBytes: (count: number) => Uint8Array): readonly T[] {
  const order = [...items]
  const random = new DataView(new Uint8Array(randomBytes(order.length * 4)).buffer)
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor((random.getUint32(last * 4) / 2 ** 32) * (last + 1))
    const [a, b] = [order[last] as T, order[other] as T]
    order[last] = b
    order[other] = a
  }
  return order
}
