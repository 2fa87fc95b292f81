{{- define "manul.certificatesPod" -}}
metadata:
  labels:
    {{- include "manul.podLabels" (dict "root" . "component" "certificates") | nindent 4 }}
spec:
  serviceAccountName: {{ include "manul.fullname" . }}-certificates
  automountServiceAccountToken: true
  enableServiceLinks: false
  restartPolicy: OnFailure
  {{- with include "manul.pullSecrets" . }}
  {{- . | trim | nindent 2 }}
  {{- end }}
  securityContext:
    {{- include "manul.restrictedPod" . | nindent 4 }}
  containers:
    - name: certificates
      # The driver's image has openssl.
      image: {{ include "manul.image" (dict "root" . "image" .Values.driver.image) }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      command: [/opt/manul/node_modules/node/bin/node, /opt/manul/scripts/issue-certificates.ts]
      args:
        - --namespace={{ .Release.Namespace }}
        - --authority={{ include "manul.fullname" . }}-server-ca
        - --secret={{ include "manul.serverSecret" . }}
        - --days={{ .Values.certificates.job.days }}
        {{- range fromJsonArray (include "manul.dnsNames" .) }}
        - --dns-name={{ . }}
        {{- end }}
      resources:
        requests:
          cpu: 50m
          memory: 64Mi
      securityContext:
        {{- include "manul.restrictedContainer" . | nindent 8 }}
      volumeMounts:
        # Keys pass through here on their way into openssl: memory, never a disk.
        - name: scratch
          mountPath: /tmp
  volumes:
    - name: scratch
      emptyDir:
        medium: Memory
        sizeLimit: 1Mi
  nodeSelector:
    {{- toYaml .Values.calcGraph.nodeSelector | nindent 4 }}
  tolerations:
    {{- toYaml .Values.calcGraph.tolerations | nindent 4 }}
{{- end -}}
