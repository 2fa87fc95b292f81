package main

import (
	"context"
	"slices"
	"strings"

	authv1 "k8s.io/api/authentication/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/registry/rest"
	genericapiserver "k8s.io/apiserver/pkg/server"
)

// boundToken: a service account's token that is bound to a pod, and so to its node, for one audience.
type boundToken struct{ account, node, audience string }

// parseBoundToken reads `namespace/name@node#audience`.
func parseBoundToken(who string) (boundToken, bool) {
	account, place, isBound := strings.Cut(who, "@")
	node, audience, hasAudience := strings.Cut(place, "#")
	namespace, name, _ := strings.Cut(account, "/")
	return boundToken{"system:serviceaccount:" + namespace + ":" + name, node, audience}, isBound && hasAudience
}

func init() {
	gv := authv1.SchemeGroupVersion
	metav1.AddToGroupVersion(scheme, gv)
	check(scheme.SetVersionPriority(gv))
	scheme.AddKnownTypes(gv, &authv1.TokenReview{})
	scheme.AddKnownTypes(schema.GroupVersion{Group: gv.Group, Version: runtime.APIVersionInternal}, &authv1.TokenReview{})
}

func tokenReviews(known map[string]boundToken) *genericapiserver.APIGroupInfo {
	gi := genericapiserver.NewDefaultAPIGroupInfo(authv1.GroupName, scheme, metav1.ParameterCodec, codecs)
	gi.VersionedResourcesStorageMap["v1"] = map[string]rest.Storage{"tokenreviews": tokenReviewREST(known)}
	return &gi
}

// tokenReviewREST answers and stores nothing.
type tokenReviewREST map[string]boundToken

func (tokenReviewREST) New() runtime.Object     { return &authv1.TokenReview{} }
func (tokenReviewREST) Destroy()                {}
func (tokenReviewREST) NamespaceScoped() bool   { return false }
func (tokenReviewREST) GetSingularName() string { return "tokenreview" }
func (known tokenReviewREST) Create(_ context.Context, o runtime.Object, _ rest.ValidateObjectFunc, _ *metav1.CreateOptions) (runtime.Object, error) {
	review := o.(*authv1.TokenReview)
	review.Status = authv1.TokenReviewStatus{}
	token, isKnown := known[review.Spec.Token]
	if !isKnown || !slices.Contains(review.Spec.Audiences, token.audience) {
		review.Status.Error = "invalid bearer token"
		return review, nil
	}
	review.Status = authv1.TokenReviewStatus{
		Authenticated: true,
		Audiences:     []string{token.audience},
		User: authv1.UserInfo{
			Username: token.account,
			Groups:   []string{"system:serviceaccounts", "system:authenticated"},
			Extra:    map[string]authv1.ExtraValue{"authentication.kubernetes.io/node-name": {token.node}},
		},
	}
	return review, nil
}
