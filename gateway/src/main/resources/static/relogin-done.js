// tells the page that waits for the log-in, in whatever tab it is, and closes this window
const channel = new BroadcastChannel('nastavnik-session')
channel.postMessage('signed-in')
channel.close()
window.close()
