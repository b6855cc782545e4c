using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace AttentionLens.Architecture.Tests;

/// <summary>A member of another assembly's type, as an assembly names it.</summary>
/// <param name="Type">The type's full name.</param>
/// <param name="Name">The member's name in metadata, for instance <c>get_Now</c>.</param>
/// <param name="Parameters">The parameters' types, in short: the simple name of a type that is no generic.</param>
internal sealed record NamedMember(string Type, string Name, ImmutableArray<string> Parameters)
{
    /// <summary>Reads a reference to a method of a type that is not generic; null for all else.</summary>
    public static NamedMember? Read(MetadataReader metadata, MemberReference member)
    {
        if (member.Parent.Kind != HandleKind.TypeReference || member.GetKind() != MemberReferenceKind.Method)
        {
            return null;
        }

        TypeReference type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
        return new NamedMember(
            $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}",
            metadata.GetString(member.Name),
            member.DecodeMethodSignature(new ShortNames(), null).ParameterTypes);
    }

    public override string ToString() => $"{Type}.{Name}({string.Join(", ", Parameters)})";

    internal sealed class ShortNames : ISignatureTypeProvider<string, object?>
    {
        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
            reader.GetString(reader.GetTypeDefinition(handle).Name);

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
            reader.GetString(reader.GetTypeReference(handle).Name);

        public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public string GetArrayType(string elementType, ArrayShape shape) => elementType + "[,]";

        public string GetByReferenceType(string elementType) => elementType + "&";

        public string GetFunctionPointerType(MethodSignature<string> signature) => "function";

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
            $"{genericType}<{string.Join(", ", typeArguments)}>";

        public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

        public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

        public string GetPinnedType(string elementType) => elementType;

        public string GetPointerType(string elementType) => elementType + "*";

        public string GetSZArrayType(string elementType) => elementType + "[]";
    }
}
