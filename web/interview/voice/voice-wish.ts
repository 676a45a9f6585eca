/** Whether the learner wants to speak and hear, kept on the device. */
const key = 'quint:voice'

export function keepVoiceWish(wanted: boolean): void {
  try {
    if (wanted) localStorage.setItem(key, 'on')
    else localStorage.removeItem(key)
  } catch {
    // A browser that keeps nothing is asked again each time.
  }
}

export function voiceWish(): boolean {
  try {
    return localStorage.getItem(key) === 'on'
  } catch {
    return false
  }
}
