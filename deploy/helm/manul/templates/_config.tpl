{{/*
The services' settings, as the YAML files that they read. Keys are theirs (`manul calc-graph --help`); an unknown one
stops the service with an error that names it, so none is written that the installed version may not have.
*/}}

{{- define "manul.tlsServerSettings" -}}
{{- if include "manul.usesTls" . }}
tlsCertFile: /etc/manul/server-tls/tls.crt
tlsKeyFile: /etc/manul/server-tls/tls.key
{{- if eq .Values.identity.mode "nodeCertificate" }}
tlsClientCaFile: /etc/manul/client-ca/ca.crt
{{- else }}
tokenAudience: manul
tokenUsers:
  - system:serviceaccount:{{ .Release.Namespace }}:{{ include "manul.fullname" . }}-driver
{{- end }}
{{- else }}
insecure: true
{{- end }}
{{- end -}}

{{- define "manul.calcGraphConfig" -}}
source: kubernetes
events: {{ .Values.enforcement.events }}
policyConditions: {{ .Values.enforcement.policyConditions }}
podReadinessGates: {{ .Values.enforcement.podReadinessGates }}
listen: {{ printf "%s:%v" .Values.listenHost .Values.calcGraph.port | quote }}
http: {{ printf "%s:%v" (include "manul.serverHttpHost" .) .Values.calcGraph.httpPort | quote }}
{{- include "manul.tlsServerSettings" . }}
{{- if ne .Values.redis.mode "none" }}
role: {{ ternary "leader" "all" .Values.fanOut.enabled }}
election: {{ ternary "redis" (printf "lease:%s/%s" .Release.Namespace (include "manul.fullname" .)) (eq .Values.redis.election "redis") }}
{{- include "manul.redisSettings" . }}
{{- end }}
{{- end -}}

{{- define "manul.redisSettings" }}
redis: {{ include "manul.redisUrl" . }}
{{- if .Values.redis.auth.existingSecret }}
redisPasswordFile: /etc/manul/redis/password
{{- end }}
{{- end -}}

{{- define "manul.fanOutConfig" -}}
role: fan-out
listen: {{ printf "%s:%v" .Values.listenHost .Values.calcGraph.port | quote }}
http: {{ printf "%s:%v" (include "manul.serverHttpHost" .) .Values.fanOut.httpPort | quote }}
{{- include "manul.tlsServerSettings" . }}
{{- include "manul.redisSettings" . }}
{{- end -}}

{{- define "manul.driverConfig" -}}
{{- with .Values.driver.servers }}
server:
  {{- toYaml . | nindent 2 }}
{{- end }}
stateDir: {{ .Values.driver.stateDir }}
http: {{ printf "%s:%v" (ternary .Values.listenHost "127.0.0.1" .Values.monitoring.podMonitors.enabled) .Values.driver.httpPort | quote }}
{{- if include "manul.usesTls" . }}
tlsCaFile: /etc/manul/server-ca/ca.crt
tlsServerName: {{ include "manul.syncHost" . }}
{{- if eq .Values.identity.mode "nodeCertificate" }}
{{- with .Values.identity.nodeCertificate }}
tlsCertFile: {{ .directory }}/{{ .certFile }}
tlsKeyFile: {{ .directory }}/{{ .keyFile }}
{{- end }}
{{- else }}
tokenFile: /var/run/secrets/manul/token
{{- end }}
{{- else }}
insecure: true
{{- end }}
{{- end -}}

{{/* The chart's settings with the operator's over them, as one file. */}}
{{- define "manul.merged" -}}
{{- mergeOverwrite (fromYaml .base) .own | toYaml -}}
{{- end -}}
