using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace AttentionLens.Architecture.Tests;

/// <summary>Members as C# declares them.</summary>
internal static class MemberText
{
    /// <summary>The access of a member that others can see, or null.</summary>
    public static string? Access(MethodBase method) =>
        method.IsPublic ? "public " : method.IsFamily || method.IsFamilyOrAssembly ? "protected " : null;

    /// <summary>The access of a field that others can see, or null.</summary>
    public static string? Access(FieldInfo field) => field.IsPublic ? "public " : field.IsFamily || field.IsFamilyOrAssembly ? "protected " : null;

    public static string Of(MemberInfo member) => member switch
    {
        FieldInfo field => Of(field),
        ConstructorInfo constructor => Of(constructor),
        PropertyInfo property => Of(property),
        EventInfo occurrence => Of(occurrence),
        MethodInfo method => Of(method),
        _ => throw new ArgumentException($"{member.MemberType} {member.Name} has no text.", nameof(member)),
    };

    private static string Of(FieldInfo field)
    {
        string kind = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        string value = field.IsLiteral ? $" = {Constant(field.GetRawConstantValue())}" : "";
        return $"{Access(field)}{kind}{TypeName.Of(new NullabilityInfoContext().Create(field))} {field.Name}{value}";
    }

    private static string Of(ConstructorInfo constructor) =>
        $"{Access(constructor)}{constructor.DeclaringType!.Name.Split('`')[0]}({Parameters(constructor)})";

    private static string Of(EventInfo occurrence) =>
        $"{Access(occurrence.AddMethod!)}{Modifiers(occurrence.AddMethod!)}event {TypeName.Of(new NullabilityInfoContext().Create(occurrence))} {occurrence.Name}";

    private static string Of(PropertyInfo property)
    {
        MethodInfo first = property.GetMethod is { } get && Access(get) is not null ? get : property.SetMethod!;
        string name = property.GetIndexParameters().Length > 0 ? $"this[{string.Join(", ", property.GetIndexParameters().Select(Parameter))}]" : property.Name;
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        string accessors = string.Concat(new[] { property.GetMethod, property.SetMethod }
            .OfType<MethodInfo>()
            .Where(accessor => Access(accessor) is not null)
            .Select(accessor => (Access(accessor) == Access(first) ? "" : Access(accessor)) + AccessorWord(accessor) + "; "));
        return $"{Access(first)}{Modifiers(first)}{required}{TypeName.Of(new NullabilityInfoContext().Create(property))} {name} {{ {accessors}}}";
    }

    private static string Of(MethodInfo method)
    {
        string generic = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(type => type.Name))}>" : "";
        return Access(method) + Modifiers(method) + Signature(method, NameOf(method) + generic) + TypeName.Constraints(method);
    }

    /// <summary>A method's result, name and parameters.</summary>
    public static string Signature(MethodInfo method, string name)
    {
        string byReference = method.ReturnType.IsByRef
            ? method.ReturnParameter.IsDefined(typeof(IsReadOnlyAttribute)) ? "ref readonly " : "ref "
            : "";
        return $"{byReference}{TypeName.Of(new NullabilityInfoContext().Create(method.ReturnParameter))} {name}({Parameters(method)})";
    }

    /// <summary>A constant as C# writes it.</summary>
    public static string Constant(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        char character => $"'{character}'",
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "default",
    };

    private static string NameOf(MethodInfo method) => method.Name switch
    {
        _ when !method.IsSpecialName => method.Name,
        "op_Implicit" => "implicit operator",
        "op_Explicit" => "explicit operator",
        "op_LessThan" => "operator <",
        "op_LessThanOrEqual" => "operator <=",
        "op_GreaterThan" => "operator >",
        "op_GreaterThanOrEqual" => "operator >=",
        "op_Equality" => "operator ==",
        "op_Inequality" => "operator !=",
        "op_BitwiseOr" => "operator |",
        "op_BitwiseAnd" => "operator &",
        "op_Addition" => "operator +",
        "op_Subtraction" => "operator -",
        "op_Multiply" => "operator *",
        "op_Division" => "operator /",
        _ => method.Name,
    };

    private static string Parameters(MethodBase method)
    {
        string extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return extension + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        string direction = parameter switch
        {
            { ParameterType.IsByRef: true, IsOut: true } => "out ",
            { ParameterType.IsByRef: true, IsIn: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) => "params ",
            _ => "",
        };
        string value = parameter.HasDefaultValue ? $" = {DefaultOf(parameter)}" : "";
        return $"{direction}{TypeName.Of(new NullabilityInfoContext().Create(parameter))} {parameter.Name}{value}";
    }

    private static string DefaultOf(ParameterInfo parameter) =>
        parameter.ParameterType.IsEnum && parameter.RawDefaultValue is { } value
            ? $"{parameter.ParameterType.Name}.{Enum.ToObject(parameter.ParameterType, value)}"
            : parameter.RawDefaultValue is null && (!parameter.ParameterType.IsValueType || Nullable.GetUnderlyingType(parameter.ParameterType) is not null) ? "null"
            : Constant(parameter.RawDefaultValue);

    private static string Modifiers(MethodInfo method) => method switch
    {
        { DeclaringType.IsInterface: true, IsStatic: false } => "",
        { IsStatic: true, IsAbstract: true } => "static abstract ",
        { IsStatic: true } => "static ",
        _ when method.GetBaseDefinition() != method => (method.IsFinal ? "sealed " : "") + (method.IsAbstract ? "abstract " : "") + "override ",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    };

    private static string AccessorWord(MethodInfo accessor) =>
        accessor.ReturnType != typeof(void) ? "get"
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init"
        : "set";
}
