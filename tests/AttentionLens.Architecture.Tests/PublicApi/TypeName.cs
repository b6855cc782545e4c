using System.Reflection;

namespace AttentionLens.Architecture.Tests;

/// <summary>Types as C# writes them, with the question mark of what may be null.</summary>
internal static class TypeName
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
    };

    public static string Of(Type type) => Of(type, null);

    public static string Of(NullabilityInfo info) => Of(info.Type, info);

    /// <summary>The <c>where</c> clauses of a generic type or method.</summary>
    public static string Constraints(MemberInfo generic)
    {
        Type[] parameters = generic switch
        {
            Type { IsGenericTypeDefinition: true } type => type.GetGenericArguments(),
            MethodInfo { IsGenericMethodDefinition: true } method => method.GetGenericArguments(),
            _ => [],
        };
        return string.Concat(parameters.Select(parameter => (parameter.Name, Rules: string.Join(", ", Rules(parameter))))
            .Where(entry => entry.Rules.Length > 0)
            .Select(entry => $" where {entry.Name} : {entry.Rules}"));
    }

    private static IEnumerable<string> Rules(Type parameter)
    {
        GenericParameterAttributes attributes = parameter.GenericParameterAttributes;
        bool isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        bool isUnmanaged = parameter.GetCustomAttributesData().Any(data => data.AttributeType.Name == "IsUnmanagedAttribute");
        IEnumerable<string> first = attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"]
            : isUnmanaged ? ["unmanaged"]
            : isStruct ? ["struct"]
            : [];
        IEnumerable<string> last = attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct ? ["new()"] : [];
        IEnumerable<string> byReference = attributes.HasFlag(GenericParameterAttributes.AllowByRefLike) ? ["allows ref struct"] : [];
        return
        [
            .. first,
            .. parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(Of).Order(StringComparer.Ordinal),
            .. last, .. byReference,
        ];
    }

    private static string Of(Type type, NullabilityInfo? info)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, info?.ElementType ?? info);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying) + "?";
        }

        // Of a type parameter the runtime cannot say whether the question mark stands there.
        bool mayBeNull = !type.IsValueType && !type.IsGenericParameter && (info?.ReadState ?? NullabilityState.NotNull) == NullabilityState.Nullable;
        return Plain(type, info) + (mayBeNull ? "?" : "");
    }

    private static string Plain(Type type, NullabilityInfo? info)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
        {
            return keyword;
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!, info?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (type.IsPointer)
        {
            return Of(type.GetElementType()!) + "*";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        Type[] arguments = type.GetGenericArguments();
        int inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        string[] own = [.. arguments.Select((argument, i) => (argument, i)).Skip(inherited).Select(entry => Argument(entry.argument, entry.i, info))];
        string name = type.Name.Split('`')[0] + (own.Length > 0 ? $"<{string.Join(", ", own)}>" : "");
        return type.IsNested ? $"{Of(type.DeclaringType!)}.{name}" : name;
    }

    private static string Argument(Type argument, int index, NullabilityInfo? info) =>
        Of(argument, info is { } known && index < known.GenericTypeArguments.Length ? known.GenericTypeArguments[index] : null);
}
