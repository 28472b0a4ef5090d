export const en = {
  next: 'The next workshop',
  nextDate: 'Date of the next workshop',
  noDate: 'The date is not set yet.',
  yours: 'What you will do differently',
  yoursHint: 'Only this device knows that these are yours.',
  calendar: 'Put it in my calendar',
  calendarHint: 'A file for your calendar. What has no date is for next Monday.',
  fileName: 'after-the-workshop',
  parked: 'In the parking lot',
  nothingParked: 'The parking lot is empty.',
}
