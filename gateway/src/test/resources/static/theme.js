document.documentElement.lang = "ru"
