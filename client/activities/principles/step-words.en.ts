export const en = {
  settle_one: 'Settle {{count}} principle',
  settle_other: 'Settle {{count}} principles',
}
