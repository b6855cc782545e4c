using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace AttentionLens.Hosting;

/// <summary>What an assembly's metadata say, read without loading it.</summary>
/// <param name="Name">Its name and version.</param>
/// <param name="TargetFramework">The framework that it was built for, for instance <c>.NETCoreApp,Version=v10.0</c>; null where it does not say.</param>
/// <param name="References">What it references.</param>
internal sealed record AssemblyFacts(AssemblyName Name, string? TargetFramework, ImmutableArray<AssemblyName> References)
{
    private const long LargestFile = 512L << 20;

    /// <exception cref="BadImageFormatException">The file is not a .NET assembly; the message says why.</exception>
    public static AssemblyFacts Read(string path)
    {
        try
        {
            FileInfo file = new(path);

            // Pipes and devices have no length either; they are never opened.
            if (file.Length is 0 or > LargestFile)
            {
                throw new BadImageFormatException(file.Length == 0 ? "the file is empty." : $"the file is larger than {LargestFile >> 20} MiB.");
            }

            using PEReader image = new(file.OpenRead());
            if (!image.HasMetadata)
            {
                throw new BadImageFormatException("it is a program or library without .NET metadata.");
            }

            MetadataReader metadata = image.GetMetadataReader();
            return metadata.IsAssembly
                ? new AssemblyFacts(
                    metadata.GetAssemblyDefinition().GetAssemblyName(),
                    FindTargetFramework(metadata),
                    [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())])
                : throw new BadImageFormatException("it is a module without an assembly manifest.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BadImageFormatException($"the file cannot be read ({exception.GetType().Name}).", exception);
        }
        catch (Exception exception) when (exception is not BadImageFormatException)
        {
            // The offsets and counts in the file are a stranger's; the reader meets them with whatever exception comes first.
            throw new BadImageFormatException($"its metadata are damaged ({exception.GetType().Name}).", exception);
        }
    }

    private static string? FindTargetFramework(MetadataReader metadata)
    {
        foreach (CustomAttributeHandle handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            CustomAttribute attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind == HandleKind.MemberReference
                && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
                && metadata.GetTypeReference((TypeReferenceHandle)parent) is var type
                && metadata.StringComparer.Equals(type.Name, "TargetFrameworkAttribute")
                && metadata.StringComparer.Equals(type.Namespace, "System.Runtime.Versioning"))
            {
                BlobReader value = metadata.GetBlobReader(attribute.Value);
                return value.ReadUInt16() == 1 ? value.ReadSerializedString() : null;
            }
        }

        return null;
    }
}
