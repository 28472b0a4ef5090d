export const en = {
  task: 'Your task',
  emptyBoard: 'The workshop will begin here.',
}
