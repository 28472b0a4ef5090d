export const en = {
  revealed_one: '{{count}} principle was revealed.',
  revealed_other: '{{count}} principles were revealed.',
  settle_one: 'Settle {{count}} principle',
  settle_other: 'Settle {{count}} principles',
}
