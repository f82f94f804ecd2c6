<#macro content>
  <p class="nastavnik-help">${msg("signInHelp")}</p>
</#macro>
