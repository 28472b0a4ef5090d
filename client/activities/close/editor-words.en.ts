export const en = {
  title: 'Close the day',
  hint: 'The next date, what each person takes home, and the parking lot once more.',
  prompt: 'What we take with us, and when we meet again.',
}
