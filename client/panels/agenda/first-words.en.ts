export const en = {
  task: 'Your task',
  emptyBoard: 'The workshop will begin here.',
  emptyTalk: 'Notes will come here. For now, people talk.',
}
