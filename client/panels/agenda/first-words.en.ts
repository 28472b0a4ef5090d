export const en = {
  task: 'Your task',
}
