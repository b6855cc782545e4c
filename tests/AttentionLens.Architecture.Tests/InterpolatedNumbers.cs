using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace AttentionLens.Architecture.Tests;

/// <summary>Finds interpolated strings that print fractions in the current culture, by reading the instructions of every method.</summary>
internal static class InterpolatedNumbers
{
    private static readonly string[] Fractions = ["Half", "Single", "Double", "Decimal"];

    private static readonly Dictionary<int, OpCode> Instructions =
        typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value & 0xFFFF);

    /// <summary>The methods in an assembly that do so, as <c>Type.Method</c>.</summary>
    public static ImmutableArray<string> In(Stream assembly)
    {
        using PEReader image = new(assembly);
        MetadataReader metadata = image.GetMetadataReader();
        return
        [
            .. from handle in metadata.MethodDefinitions
               let method = metadata.GetMethodDefinition(handle)
               where method.RelativeVirtualAddress != 0
               where PrintsFraction(metadata, image.GetMethodBody(method.RelativeVirtualAddress).GetILReader())
               let type = metadata.GetTypeDefinition(method.GetDeclaringType())
               select $"{metadata.GetString(type.Name)}.{metadata.GetString(method.Name)}",
        ];
    }

    private static bool PrintsFraction(MetadataReader metadata, BlobReader code)
    {
        bool hasCulture = false;
        while (code.RemainingBytes > 0)
        {
            int value = code.ReadByte();
            OpCode instruction = Instructions[value == 0xFE ? 0xFE00 | code.ReadByte() : value];
            if (instruction.OperandType != OperandType.InlineMethod)
            {
                code.Offset += OperandSize(instruction.OperandType, code);
                continue;
            }

            EntityHandle target = MetadataTokens.EntityHandle(code.ReadInt32());
            (EntityHandle called, string argument) = target.Kind == HandleKind.MethodSpecification
                ? Instantiation(metadata, metadata.GetMethodSpecification((MethodSpecificationHandle)target))
                : (target, "");
            if (called.Kind != HandleKind.MemberReference
                || NamedMember.Read(metadata, metadata.GetMemberReference((MemberReferenceHandle)called)) is not { } member
                || !member.Type.EndsWith("InterpolatedStringHandler", StringComparison.Ordinal))
            {
                continue;
            }

            // A handler is made, and then takes its parts, before the next one is made.
            hasCulture = member.Name == ".ctor" ? member.Parameters.Contains("IFormatProvider") : hasCulture;
            if (member.Name == "AppendFormatted" && !hasCulture && Fractions.Contains(argument))
            {
                return true;
            }
        }

        return false;
    }

    private static (EntityHandle Method, string Argument) Instantiation(MetadataReader metadata, MethodSpecification method) =>
        (method.Method, string.Join(", ", method.DecodeSignature(new NamedMember.ShortNames(), null)));

    private static int OperandSize(OperandType type, BlobReader code) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * code.ReadInt32()),
        _ => 4,
    };
}
