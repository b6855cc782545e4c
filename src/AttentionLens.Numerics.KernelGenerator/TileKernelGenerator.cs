using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AttentionLens.Numerics.KernelGenerator;

/// <summary>Adds the register-tile kernels, one class per vector width, to the compilation.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class TileKernelGenerator : IIncrementalGenerator
{
    private static readonly TileWidth[] Widths =
    {
        new TileWidth("TileKernels512", "Vector512", lanes: 16, maximumRows: 14, packStep: 16, registers: 32),
        new TileWidth("TileKernels256", "Vector256", lanes: 8, maximumRows: 6, packStep: 8, registers: 16),
        new TileWidth("TileKernels128", "Vector128", lanes: 4, maximumRows: 6, packStep: 8, registers: 16),
        new TileWidth("TileKernelsScalar", null, lanes: 1, maximumRows: 3, packStep: 8, registers: 16),
    };

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterPostInitializationOutput(static output =>
        {
            foreach (TileWidth width in Widths)
            {
                output.AddSource(width.ClassName + ".g.cs", SourceText.From(new TileKernelWriter(width).Write(), Encoding.UTF8));
            }
        });
}
