/** Opens the panel beside the page whose toolbar button was pressed; nothing else lives in the service worker, which ends after half a minute. */
chrome.action.onClicked.addListener((tab) => {
  if (tab.id === undefined) return
  const tabId = tab.id
  // Both in the same turn as the press: the browser opens a panel only then.
  const told = chrome.sidePanel.setOptions({ tabId, path: `panel.html?tab=${tabId}`, enabled: true })
  const opened = chrome.sidePanel.open({ tabId })
  Promise.all([told, opened]).catch((error: unknown) => console.error('the panel did not open', error))
})
