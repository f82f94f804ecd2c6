// Tells every open tab that the session is alive again and closes the log-in window.
var channel = new BroadcastChannel('nastavnik-session');
channel.postMessage('relogin-done');
setTimeout(function () {
  channel.close();
  window.close();
}, 300);
