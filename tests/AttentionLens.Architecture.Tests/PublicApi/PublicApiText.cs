using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace AttentionLens.Architecture.Tests;

/// <summary>The public surface of an assembly as an ordered text in the manner of C#.</summary>
internal static class PublicApiText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        StringBuilder text = new();
        text.Append("assembly ").Append(assembly.GetName().Name).Append('\n');
        foreach (Type type in assembly.GetTypes().Where(IsVisible).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append('\n').Append(TypeLine(type)).Append('\n');
            if (!typeof(Delegate).IsAssignableFrom(type))
            {
                foreach (string line in Members(type))
                {
                    text.Append("    ").Append(line).Append('\n');
                }
            }
        }

        return text.ToString().TrimEnd('\n');
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{field.Name} = {MemberText.Constant(field.GetRawConstantValue())}");
        }

        IEnumerable<MemberInfo>[] groups =
        [
            type.GetFields(Declared).Where(field => MemberText.Access(field) is not null),
            type.GetConstructors(Declared).Where(constructor => MemberText.Access(constructor) is not null && !constructor.IsStatic),
            type.GetProperties(Declared)
                .Where(property => property.GetAccessors(nonPublic: true).Any(accessor => MemberText.Access(accessor) is not null))
                .Where(property => property.Name != "EqualityContract"),
            type.GetEvents(Declared).Where(occurrence => occurrence.AddMethod is { } add && MemberText.Access(add) is not null),
            type.GetMethods(Declared)
                .Where(method => MemberText.Access(method) is not null)
                .Where(method => !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)),
        ];
        return groups.SelectMany(group => group
            .Where(member => !IsGenerated(member))
            .Select(member => (member.Name, Text: MemberText.Of(member)))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .ThenBy(entry => entry.Text, StringComparer.Ordinal)
            .Select(entry => entry.Text));
    }

    private static string TypeLine(Type type)
    {
        string access = type is { IsEnum: true } && type.IsDefined(typeof(FlagsAttribute)) ? "[Flags] " : "";
        access += type.IsNested && !type.IsNestedPublic ? "protected " : "public ";
        if (typeof(Delegate).IsAssignableFrom(type) && type.GetMethod("Invoke") is { } invoke)
        {
            return $"{access}delegate {MemberText.Signature(invoke, FullName(type))}{TypeName.Constraints(type)}";
        }

        IEnumerable<Type> bases = type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum)
            ? [parent]
            : [];
        string[] inherited =
        [
            .. bases.Select(TypeName.Of).Concat(
                OwnInterfaces(type).Where(contract => !IsRecord(type) || !IsEquatable(contract)).Select(TypeName.Of).Order(StringComparer.Ordinal)),
        ];
        return access + Kind(type) + FullName(type) + (inherited.Length == 0 ? "" : " : " + string.Join(", ", inherited)) + TypeName.Constraints(type);
    }

    private static string FullName(Type type) => $"{type.Namespace}.{TypeName.Of(type)}";

    private static IEnumerable<Type> OwnInterfaces(Type type) =>
        type.IsEnum ? [] : type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Where(contract => contract.IsVisible);

    private static string Kind(Type type)
    {
        string record = IsRecord(type) ? "record " : "";
        return type switch
        {
            { IsEnum: true } => "enum ",
            { IsInterface: true } => "interface ",
            { IsValueType: true } => (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "") + (type.IsByRefLike ? "ref " : "") + record + "struct ",
            { IsAbstract: true, IsSealed: true } => "static class ",
            { IsAbstract: true } => $"abstract {(record.Length > 0 ? record : "class ")}",
            { IsSealed: true } => $"sealed {(record.Length > 0 ? record : "class ")}",
            _ => record.Length > 0 ? record : "class ",
        };
    }

    private static bool IsVisible(Type type) =>
        type.IsPublic || ((type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!));

    private static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", Declared) is { } print && print.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsEquatable(Type contract) => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IEquatable<>);

    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute));
}
