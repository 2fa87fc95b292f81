package main

import (
	"slices"
	"strings"

	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	rbacinformers "k8s.io/client-go/informers/rbac/v1"
)

// grants: the roles and bindings that the server holds, seen a moment after they are written.
var grants rbacinformers.Interface

// accountMay: what RBAC grants a service account, as the real server's authorizer decides it. What every authenticated
// user may there, system:discovery, needs no binding here.
func accountMay(a authorizer.Attributes) bool {
	if !a.IsResourceRequest() {
		path := a.GetPath()
		return a.GetVerb() == "get" && (path == "/api" || path == "/apis" || path == "/version" ||
			strings.HasPrefix(path, "/api/") || strings.HasPrefix(path, "/apis/") || strings.HasPrefix(path, "/openapi"))
	}
	cluster, _ := grants.ClusterRoleBindings().Lister().List(labels.Everything())
	for _, b := range cluster {
		if binds(b.Subjects, a) && slices.ContainsFunc(rulesOf(b.RoleRef, ""), func(r rbacv1.PolicyRule) bool { return covers(r, a) }) {
			return true
		}
	}
	if a.GetNamespace() == "" {
		return false
	}
	local, _ := grants.RoleBindings().Lister().RoleBindings(a.GetNamespace()).List(labels.Everything())
	for _, b := range local {
		if binds(b.Subjects, a) && slices.ContainsFunc(rulesOf(b.RoleRef, b.Namespace), func(r rbacv1.PolicyRule) bool { return covers(r, a) }) {
			return true
		}
	}
	return false
}

func binds(subjects []rbacv1.Subject, a authorizer.Attributes) bool {
	return slices.ContainsFunc(subjects, func(s rbacv1.Subject) bool {
		return s.Kind == rbacv1.ServiceAccountKind && "system:serviceaccount:"+s.Namespace+":"+s.Name == a.GetUser().GetName()
	})
}

func rulesOf(ref rbacv1.RoleRef, namespace string) []rbacv1.PolicyRule {
	if ref.Kind == "ClusterRole" {
		if role, err := grants.ClusterRoles().Lister().Get(ref.Name); err == nil {
			return role.Rules
		}
	} else if role, err := grants.Roles().Lister().Roles(namespace).Get(ref.Name); err == nil {
		return role.Rules
	}
	return nil
}

func covers(r rbacv1.PolicyRule, a authorizer.Attributes) bool {
	has := func(list []string, s string) bool { return slices.Contains(list, s) || slices.Contains(list, "*") }
	resource := a.GetResource()
	if a.GetSubresource() != "" {
		resource += "/" + a.GetSubresource()
	}
	return has(r.Verbs, a.GetVerb()) && has(r.APIGroups, a.GetAPIGroup()) && has(r.Resources, resource) &&
		(len(r.ResourceNames) == 0 || slices.Contains(r.ResourceNames, a.GetName()))
}
